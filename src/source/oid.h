/* SPDX-License-Identifier: Apache-2.0
 *
 * Object ids as plain data, so that only the files that need libgit2 know it.
 *
 *	struct oid id;
 *	if (oid_parse(STR("5129a70e4e8c3b2fa6d16a2681ba461de82a56b0"), &id))
 *		puts(oid_hex(run, &id).data);
 */
#ifndef GOVLINT_SOURCE_OID_H
#define GOVLINT_SOURCE_OID_H

#include <stdbool.h>
#include <stddef.h>

#include "model/repository.h"

enum {
	OID_BYTES = 20, /* SHA-1; repositories of other hashes are refused */
	OID_HEX = 40,
};

struct oid
oid_make(const unsigned char *bytes);

/* Forty hex digits of any case and nothing else. */
bool
oid_parse(struct str text, struct oid *out);

/* Lower-case hex, NUL-terminated behind the slice; none for an unknown id. */
struct str
oid_hex(struct arena *arena, const struct oid *id);

/* Both are known and the same. */
bool
oid_equal(const struct oid *a, const struct oid *b);

/* The id's bytes as a key of a map; the id must outlive it. */
struct str
oid_key(const struct oid *id);

/* The id git gives a blob of these bytes. */
struct oid
oid_of_blob(struct str text);

/* The same of an open file; no id when it is not of the size it had at first. */
struct err *
oid_of_file(struct oid *out, struct arena *arena, int fd, const char *name) MUST_USE;

#endif
