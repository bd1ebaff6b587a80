/* SPDX-License-Identifier: Apache-2.0
 *
 * Fixed offsets, and TZif files (RFC 8536) beneath /usr/share/zoneinfo. Of a file its table of
 * transitions is used; what lies behind the last one of a zone with summer time is not known.
 */
#include "expr/zone.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "expr/expr.h"

enum {
	HEADER = 44,
	FILE_MOST = 256 * 1024,
	NAME_MOST = 64,
};

static bool
two_digits(struct str text, size_t at, int64_t most, int64_t *out)
{
	unsigned tens, ones;

	if (at + 2 > text.size)
		return false;
	tens = (unsigned)(text.data[at] - '0');
	ones = (unsigned)(text.data[at + 1] - '0');
	*out = (int64_t)tens * 10 + ones;
	return tens <= 9 && ones <= 9 && *out <= most;
}

/* [+-]HH:MM */
static bool
is_fixed(struct str zone, int64_t *offset)
{
	bool negative = str_starts(zone, STR("-"));
	size_t at = negative || str_starts(zone, STR("+"));
	int64_t hours, minutes;

	if (zone.size != at + 5 || zone.data[at + 2] != ':' || !two_digits(zone, at, 23, &hours) ||
	    !two_digits(zone, at + 3, 59, &minutes))
		return false;
	*offset = (hours * 60 + minutes) * 60 * (negative ? -1 : 1);
	return true;
}

static bool
is_name(struct str zone)
{
	if (zone.size == 0 || zone.size > NAME_MOST || zone.data[0] == '/')
		return false;
	for (size_t i = 0; i < zone.size; i++) {
		char byte = zone.data[i];

		if (!((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') &&
		    !(byte >= '0' && byte <= '9') && byte != '/' && byte != '_' && byte != '-' &&
		    byte != '+')
			return false;
	}
	return true;
}

static int64_t
number_at(struct str text, size_t at, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)text.data[at + i];
	if (size == 4)
		return (int32_t)(uint32_t)number;
	return (int64_t)number;
}

struct table {
	size_t transitions, types; /* how many */
	size_t start;              /* of the transitions' times */
	size_t end;                /* of all of the table */
};

/* A header and the table behind it, whose times take `size` bytes. */
static bool
read_table(struct str text, size_t at, size_t size, struct table *out)
{
	int64_t counts[6];

	if (at + HEADER > text.size || !str_starts(str_cut(text, at, text.size), STR("TZif")))
		return false;
	for (size_t i = 0; i < 6; i++) {
		counts[i] = number_at(text, at + 20 + 4 * i, 4);
		if (counts[i] < 0 || counts[i] > FILE_MOST)
			return false;
	}
	/* Counted are: UT indicators, standard indicators, leap seconds, times, types, characters. */
	*out = (struct table){
		.transitions = (size_t)counts[3], .types = (size_t)counts[4], .start = at + HEADER};
	out->end = out->start + out->transitions * (size + 1) + out->types * 6 + (size_t)counts[5] +
		   (size_t)counts[2] * (size + 4) + (size_t)counts[1] + (size_t)counts[0];
	return out->types > 0 && out->end <= text.size;
}

/* The table of 64 bits stands behind the one of 32. */
static bool
read_tables(struct str text, struct table *out)
{
	struct table old;

	return read_table(text, 0, 4, &old) && read_table(text, old.end, 8, out);
}

static const char damaged[] = "the time zone's file is damaged";

static const char *
look_up(struct str text, int64_t seconds, int64_t *offset)
{
	struct table table;
	size_t at = 0, type = 0, low = 0, high;

	if (!read_tables(text, &table))
		return damaged;
	high = table.transitions;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (number_at(text, table.start + 8 * middle, 8) <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == table.transitions &&
	    str_find_byte(str_cut(text, table.end, text.size), ',') != SIZE_MAX)
		return "the time zone is not known that far ahead";
	if (low > 0)
		type = (unsigned char)text.data[table.start + 8 * table.transitions + low - 1];
	at = table.start + 9 * table.transitions + 6 * type;
	if (type >= table.types)
		return damaged;
	*offset = number_at(text, at, 4);
	return NULL;
}

const char *
zone_find(struct arena *arena, struct str name, struct zone *out)
{
	struct table table;
	struct err *err;

	*out = (struct zone){0};
	if (is_fixed(name, &out->offset) || str_is(name, "UTC") || str_is(name, "Z"))
		return NULL;
	if (!is_name(name))
		return "the time zone is no name like Europe/Berlin and no offset like +02:00";
	err = file_read_path(&out->file, arena,
			     arena_print(arena, "%s/%.*s", EXPR_ZONES, STR_ARG(name)), FILE_MOST);
	err_settle(err);
	if (err)
		return "the time zone is not known to this system";
	return read_tables(out->file, &table) ? NULL : damaged;
}

const char *
zone_at(const struct zone *zone, int64_t seconds, int64_t *offset)
{
	*offset = zone->offset;
	return zone->file.data ? look_up(zone->file, seconds, offset) : NULL;
}
