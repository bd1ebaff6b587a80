/* SPDX-License-Identifier: Apache-2.0
 *
 * Where libgit2 has its memory from. libgit2 1.5 reads through NULL when it is refused some while
 * it opens a repository or reads an object; a signal is no answer, so it is refused none.
 *
 *	allocator_install(run->exhausted);
 *	git_libgit2_init();
 */
#ifndef GOVLINT_SOURCE_ALLOCATOR_H
#define GOVLINT_SOURCE_ALLOCATOR_H

struct exhausted;

/* Before libgit2 is started. In a process that may not be ended libgit2 keeps what it has. */
void
allocator_install(const struct exhausted *exhausted);

#endif
