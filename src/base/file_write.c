/* SPDX-License-Identifier: Apache-2.0
 *
 * A new file beneath a folder. In: the folder's descriptor, a relative path, a text. Out: the file with
 * all of it, or none.
 *
 * The one thing to know: nothing that exists is opened for writing, and no part of the path may be a
 * link, so that a hostile tree cannot have anything written elsewhere.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/out.h"

static struct err *
cannot_write(struct arena *arena, struct str path, int number)
{
	struct err *err = err_of_system(arena, number, "cannot write %.*s", STR_ARG(path));

	if (number == ELOOP || number == ENOTDIR)
		return err_help(err, "a folder on the way is a link or no folder: nothing is "
				     "written through it");
	return err;
}

/* The folder that holds the file, made where it is missing; the caller closes it. */
static struct err *
open_parent(struct arena *arena, int folder, struct str path, int *out, struct str *name)
{
	struct str rest = path, part;
	int at = fcntl(folder, F_DUPFD_CLOEXEC, 0);

	while (at >= 0 && str_split(&rest, '/', &part) && rest.size > 0) {
		const char *text = str_copy(arena, part);
		int next = -1;

		if (part.size == 0 || str_is(part, ".."))
			errno = EINVAL;
		else if (mkdirat(at, text, 0777) == 0 || errno == EEXIST)
			next = openat(at, text, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		int number = errno;

		close(at);
		errno = number;
		at = next;
	}
	*out = at;
	*name = str_name(path);
	return at < 0 ? cannot_write(arena, path, errno) : NULL;
}

static struct err *
write_all(struct arena *arena, int fd, struct str path, struct str text)
{
	struct out out;

	out_to_fd(&out, arena, fd, str_copy(arena, path));
	out_add(&out, text);
	return out_close(&out);
}

struct err *
file_write_new(struct arena *arena, int folder, struct str path, struct str text, bool *exists)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
	struct str name;
	struct err *err;
	int parent, fd;

	*exists = false;
	TRY(open_parent(arena, folder, path, &parent, &name));
	fd = openat(parent, str_copy(arena, name), flags, 0666);
	if (fd < 0) {
		*exists = errno == EEXIST;
		err = *exists ? NULL : cannot_write(arena, path, errno);
		close(parent);
		return err;
	}
	err = write_all(arena, fd, path, text);
	if (close(fd) != 0 && !err)
		err = cannot_write(arena, path, errno);
	if (err)
		unlinkat(parent, str_copy(arena, name), 0);
	close(parent);
	return err;
}
