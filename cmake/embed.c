/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes rules and packs as C: the table builtin_files of src/policy/policy.h, sorted by path in
 * byte order. Input: a list of paths, one per line; output: a C file. Runs on the building machine
 * and is no part of govlint.
 *
 * The top-level `examples:` block of a rule goes to the field `examples`. Where something follows
 * it, as many empty lines stand in its place, so that line numbers in messages stay right; where it
 * stands last, text and examples put together are the file again.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
	char *path;
	char *text;
	size_t size;
};

static void
fail(const char *what, const char *path)
{
	fprintf(stderr, "embed: %s %s: %s\n", what, path, strerror(errno));
	exit(1);
}

static char *
read_whole(const char *path, size_t *size)
{
	FILE *stream = fopen(path, "rb");
	if (!stream)
		fail("cannot open", path);
	char *text = NULL;
	size_t capacity = 0;
	*size = 0;
	do {
		if (capacity - *size < 65536) {
			capacity = capacity * 2 + 131072;
			text = realloc(text, capacity);
			if (!text)
				fail("no memory for", path);
		}
		*size += fread(text + *size, 1, 65536, stream);
	} while (!feof(stream) && !ferror(stream));
	if (ferror(stream))
		fail("cannot read", path);
	fclose(stream);
	text[*size] = '\0';
	return text;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

/* Three octal digits end an escape whatever follows; '?' is escaped because of trigraphs. */
static void
write_text(FILE *out, const char *text, size_t size)
{
	fputs("\"", out);
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (byte == '\n')
			fputs(i + 1 < size ? "\\n\"\n\t\t\"" : "\\n", out);
		else if (byte == '"' || byte == '\\' || byte == '?')
			fprintf(out, "\\%c", byte);
		else if (byte < 0x20 || byte >= 0x7f)
			fprintf(out, "\\%03o", byte);
		else
			fputc(byte, out);
	}
	fputs("\"", out);
}

static void
write_slice(FILE *out, const char *name, const char *text, size_t size)
{
	fprintf(out, "\t .%s = {.size = %zu, .data =\n\t\t", name, size);
	write_text(out, text, size);
	fputs("},\n", out);
}

static const char *
next_line(const char *line, const char *end)
{
	const char *feed = memchr(line, '\n', (size_t)(end - line));
	return feed ? feed + 1 : end;
}

/* A line of the block: indented, empty, a comment, or an element of a list written at the margin.
 */
static bool
continues_block(const char *line)
{
	return *line == ' ' || *line == '\n' || *line == '\r' || *line == '#' ||
	       (line[0] == '-' && line[1] == ' ');
}

/* Find the lines from `examples:` to before the next top-level key. */
static bool
find_examples(const struct file *file, const char **start, const char **stop)
{
	const char *end = file->text + file->size;
	for (const char *line = file->text; line < end; line = next_line(line, end)) {
		if (strncmp(line, "examples:", 9) != 0)
			continue;
		*start = line;
		do
			line = next_line(line, end);
		while (line < end && continues_block(line));
		*stop = line;
		return true;
	}
	return false;
}

static void
write_file(FILE *out, struct file *file)
{
	fprintf(out, "\t{.path = \"%s\",\n", file->path);
	const char *start;
	const char *stop;
	bool is_rule = strncmp(file->path, "rules/", 6) == 0;
	if (!is_rule || !find_examples(file, &start, &stop)) {
		write_slice(out, "text", file->text, file->size);
		fputs("\t},\n", out);
		return;
	}
	write_slice(out, "examples", start, (size_t)(stop - start));
	size_t kept = (size_t)(start - file->text);
	if (stop < file->text + file->size) {
		/* Only the line feeds of the block stay. The text shrinks, so it is edited in place. */
		for (const char *from = start; from < stop; from++)
			if (*from == '\n')
				file->text[kept++] = '\n';
		size_t rest = file->size - (size_t)(stop - file->text);
		memmove(file->text + kept, stop, rest);
		kept += rest;
	}
	write_slice(out, "text", file->text, kept);
	fputs("\t},\n", out);
}

int
main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: embed LIST OUTPUT\n", stderr);
		return 3;
	}
	size_t list_size;
	char *list = read_whole(argv[1], &list_size);
	size_t count = 0;
	struct file *files = calloc(list_size + 1, sizeof *files);
	if (!files)
		fail("no memory for", argv[1]);
	for (char *path = strtok(list, "\n"); path; path = strtok(NULL, "\n")) {
		files[count].path = path;
		files[count].text = read_whole(path, &files[count].size);
		count++;
	}
	qsort(files, count, sizeof *files, compare_paths);

	FILE *out = fopen(argv[2], "wb");
	if (!out)
		fail("cannot create", argv[2]);
	fputs("/* Written by the build from rules/ and policies/. */\n"
	      "#include \"policy/policy.h\"\n\n"
	      "const struct builtin_file builtin_files[] = {\n",
	      out);
	for (size_t i = 0; i < count; i++)
		write_file(out, &files[i]);
	fprintf(out, "\t{.path = NULL},\n};\n\nconst size_t builtin_file_count = %zu;\n", count);
	if (ferror(out) || fclose(out) != 0)
		fail("cannot write", argv[2]);
	return 0;
}
