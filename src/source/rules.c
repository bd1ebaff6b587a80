/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading rule files from the disk, and asking all that hold at a place.
 */
#include "source/rules.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/glob.h"
#include "model/limits.h"
#include "source/attributes.h"

struct err *
rules_read(struct rules *rules, int descriptor, struct str folder, const char *name,
	   struct str *text)
{
	struct str path = str_join_path(rules->arena, folder, str_of(name));
	struct stat status;
	int fd = -1;

	*text = (struct str){0};
	if (fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return file_is_absence(errno) ? NULL
					      : err_of_system(rules->arena, errno,
							      "looking at %.*s", STR_ARG(path));
	if (!S_ISREG(status.st_mode))
		return NULL;
	TRY(file_open_beneath(&fd, rules->arena, descriptor, str_of(name), NULL));
	return limits_named(
		file_read(text, rules->arena, fd, rules->file_limit, str_copy(rules->arena, path)),
		"policy_bytes");
}

void
rules_add_ignore(struct rules *rules, struct str folder, struct str text)
{
	struct ignore *ignore = arena_alloc(rules->arena, sizeof *ignore);

	ignore_parse(ignore, rules->arena, folder, text);
	rules->ignores = arena_grow(rules->arena, rules->ignores, rules->ignore_count,
				    &rules->ignore_capacity, sizeof(struct ignore *));
	rules->ignores[rules->ignore_count++] = ignore;
}

struct err *
rules_add_attributes(struct rules *rules, struct str folder, struct str text)
{
	struct attributes *attributes;

	/* Most of these files speak of line ends and merging only. */
	if (str_find(text, STR("filter")) == SIZE_MAX && rules->attribute_count == 0)
		return NULL;
	attributes = arena_alloc(rules->arena, sizeof *attributes);
	TRY(attributes_parse(attributes, rules->arena, folder, text,
			     rules->attribute_count > 0 ? rules->attributes[0] : NULL));
	rules->attributes = arena_grow(rules->arena, rules->attributes, rules->attribute_count,
				       &rules->attribute_capacity, sizeof(struct attributes *));
	rules->attributes[rules->attribute_count++] = attributes;
	return NULL;
}

bool
rules_ignore(const struct rules *rules, size_t count, struct str path, bool is_folder)
{
	while (count-- > 0) {
		int said = ignore_match(rules->ignores[count], path, is_folder);

		if (said >= 0)
			return said == 1;
	}
	return false;
}

struct str
rules_filter(const struct rules *rules, struct str path)
{
	return attributes_filter(rules->attributes, rules->attribute_count, path);
}
