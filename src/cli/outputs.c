/* SPDX-License-Identifier: Apache-2.0
 *
 * One run, many reports. In: `--format NAME[=FILE]`, as often as it is given. Out: each report at
 * its place. The files are opened, and emptied, before anything is judged: a run that dies leaves
 * no report of an earlier one behind to be taken for its own.
 *
 * The file of --write-baseline is opened with them and keeps what it has until a run without errors
 * replaces it.
 *
 * The one thing to know: a name in the checkout may be a link or a FIFO that a change brought. A
 * report goes to a regular file or a device, and below the current folder through no link.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/out.h"
#include "base/suggest.h"
#include "cli/outputs.h"

static struct err *
unknown_format(struct session *session, struct str name)
{
	struct buf names;
	struct suggest suggest;

	buf_init(&names, session->run, 4096);
	suggest_init(&suggest, name);
	for (size_t i = 0; reports[i]; i++) {
		buf_print(&names, "%s%s", i > 0 ? ", " : "", reports[i]->name);
		suggest_name(&suggest, str_of(reports[i]->name));
	}
	return suggest_help(
		err_new(session->run, "unknown format '%.*s'", STR_ARG(name)),
		suggest_best(&suggest),
		arena_print(session->run, "the formats are %.*s", STR_ARG(buf_str(&names))));
}

static bool
same_place(const struct sink *a, const struct sink *b)
{
	if (!a->path || !b->path)
		return !a->path && !b->path;
	return str_equal(str_of(a->path), str_of(b->path));
}

static struct err *
put_sink(struct session *session, struct sinks *sinks, struct sink sink)
{
	for (size_t i = 0; i < sinks->count; i++)
		if (same_place(&sinks->items[i], &sink))
			return err_help(err_new(session->run, "two reports cannot both go to %s",
						sink.path ? sink.path : "the standard output"),
					"--format NAME=FILE writes a report to a file");
	sinks->items[sinks->count++] = sink;
	return NULL;
}

static struct err *
add_sink(struct session *session, struct sinks *sinks, const char *asked)
{
	struct str rest = str_of(asked), name;
	struct sink sink = {.fd = -1};
	size_t end = str_find_byte(rest, '=');

	name = str_cut(rest, 0, end);
	sink.report = report_named(name);
	if (!sink.report)
		return unknown_format(session, name);
	if (end < rest.size) {
		sink.path = asked + end + 1;
		if (!sink.path[0])
			return err_help(err_new(session->run, "'--format %s' names no file", asked),
					"--format %s=FILE", sink.report->name);
		if (str_is(str_of(sink.path), "-"))
			sink.path = NULL;
	}
	return put_sink(session, sinks, sink);
}

struct err *
sinks_parse(struct session *session, struct sinks *sinks)
{
	const struct given *given = &session->arguments->options[OPTION_format];
	struct err *errors = NULL;

	*sinks = (struct sinks){
		.items = arena_array(session->run, given->count + 2, sizeof(struct sink))};
	for (size_t i = 0; i < given->count; i++)
		errors = err_join(errors, add_sink(session, sinks, given->values[i]));
	if (given->count == 0)
		errors = err_join(errors, add_sink(session, sinks, "text"));
	return errors;
}

struct err *
sinks_add_baseline(struct session *session, struct sinks *sinks)
{
	const char *path = option_value(session->arguments, OPTION_baseline);
	struct sink sink = {
		.report = &report_baseline,
		.path = path ? path : "govlint-baseline.json",
		.keeps = true,
		.fd = -1,
	};

	if (!option_given(session->arguments, OPTION_write_baseline))
		return NULL;
	return put_sink(session, sinks, sink);
}

static void
close_sink(struct sink *sink)
{
	if (sink->fd >= 0)
		close(sink->fd);
	sink->fd = -1;
}

static void
close_all(struct sinks *sinks)
{
	for (size_t i = 0; i < sinks->count; i++)
		close_sink(&sinks->items[i]);
}

/* What cannot be looked at may be a link; what is not there is none. */
static struct err *
refuse_link(struct arena *run, const char *part, const char *path)
{
	struct stat status;

	if (lstat(part, &status) != 0)
		return file_is_absence(errno)
			       ? NULL
			       : err_of_system(run, errno,
					       "cannot write the report %s: cannot look at %s",
					       path, part);
	if (!S_ISLNK(status.st_mode))
		return NULL;
	return err_help(err_new(run, "cannot write the report %s: it is a link", path),
			"a report is written to a file, not through a link");
}

/* No part of a relative path, the last included, may be a link; an absolute one may be no link
 * itself, save below /dev, where the system's own are. */
static struct err *
refuse_links(struct arena *run, const char *path)
{
	struct str whole = str_of(path);

	if (str_starts(whole, STR("/dev/")))
		return NULL;
	for (size_t end = path[0] == '/' ? whole.size : 0; end <= whole.size; end++)
		if (end > 0 && (end == whole.size || path[end] == '/'))
			TRY(refuse_link(run, str_copy(run, str_cut(whole, 0, end)), path));
	return NULL;
}

static bool
is_nothing(const char *path)
{
	return str_is(str_of(path), "/dev/null");
}

/* /dev/null under another name is what a closed output is held open with (main.c): a report that goes
 * there is lost. */
static struct err *
refuse_nothing(struct session *session, const struct sink *sink, const struct stat *status)
{
	struct stat nothing;

	if (!S_ISCHR(status->st_mode) || is_nothing(sink->path))
		return NULL;
	if (stat("/dev/null", &nothing) != 0)
		return err_of_system(session->run, errno, "cannot look at /dev/null");
	if (status->st_rdev != nothing.st_rdev)
		return NULL;
	return err_help(err_new(session->run, "cannot write the report %s: it leads to nothing",
				sink->path),
			"an output that is closed takes no report");
}

/* One file under two names would hold one report torn by the other. */
static struct err *
refuse_same(struct session *session, const struct sinks *sinks, const struct sink *sink,
	    const struct stat *status)
{
	struct stat other;

	for (const struct sink *before = sinks->items; before < sink; before++) {
		if (!S_ISREG(status->st_mode) || before->fd < 0)
			continue;
		if (fstat(before->fd, &other) != 0)
			return err_of_system(session->run, errno, "cannot look at the report %s",
					     before->path);
		if (other.st_dev == status->st_dev && other.st_ino == status->st_ino)
			return err_help(err_new(session->run, "%s and %s are the same file",
						before->path, sink->path),
					"each report goes to a file of its own");
	}
	return NULL;
}

static struct err *
read_kept(struct session *session, struct sink *sink, size_t size)
{
	char *bytes = arena_alloc(session->run, size + 1);
	size_t filled = 0;

	while (filled < size) {
		ssize_t got = pread(sink->fd, bytes + filled, size - filled, (off_t)filled);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_of_system(session->run, errno, "cannot read %s", sink->path);
		if (got == 0)
			break;
		filled += (size_t)got;
	}
	sink->kept = str_make(bytes, filled);
	return NULL;
}

/* A file that is kept is replaced by the next one of its kind, not by mistake. */
static struct err *
check_kept(struct session *session, struct sink *sink, uint64_t size)
{
	size_t most = session->limits.record_bytes;

	if (size > most)
		return limits_met(err_new(session->run,
					  "%s is larger than record_bytes (%zu) allows", sink->path,
					  most),
				  "record_bytes");
	TRY(read_kept(session, sink, (size_t)size));
	if (size == 0 || str_starts(sink->kept, STR(REPORT_BASELINE_START)))
		return NULL;
	return err_help(
		err_new(session->run, "%s is no baseline: it is not written over", sink->path),
		"name another file with --baseline, or remove this one");
}

/* Opened without waiting for a reader and emptied only when it is what it should be. */
static struct err *
open_sink(struct session *session, const struct sinks *sinks, struct sink *sink)
{
	const int flags =
		(sink->keeps ? O_RDWR : O_WRONLY) | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
	struct stat status;

	TRY(refuse_links(session->run, sink->path));
	do
		sink->fd = open(sink->path, flags, 0666);
	while (sink->fd < 0 && errno == EINTR);
	if (sink->fd < 0 || fstat(sink->fd, &status) != 0)
		return err_of_system(session->run, errno, "cannot write the report %s", sink->path);
	if (!S_ISREG(status.st_mode) &&
	    (sink->keeps || !str_starts(str_of(sink->path), STR("/dev/"))))
		return err_new(session->run, "cannot write the report %s: it is no regular file",
			       sink->path);
	TRY(refuse_nothing(session, sink, &status));
	TRY(refuse_same(session, sinks, sink, &status));
	if (sink->keeps)
		TRY(check_kept(session, sink, (uint64_t)status.st_size));
	else if (S_ISREG(status.st_mode) && ftruncate(sink->fd, 0) != 0)
		return err_of_system(session->run, errno, "cannot write the report %s", sink->path);
	if (fcntl(sink->fd, F_SETFL, fcntl(sink->fd, F_GETFL) & ~O_NONBLOCK) < 0)
		return err_of_system(session->run, errno, "cannot write the report %s", sink->path);
	return NULL;
}

struct err *
sinks_open(struct session *session, struct sinks *sinks)
{
	for (size_t i = 0; i < sinks->count; i++) {
		struct sink *sink = &sinks->items[i];

		struct err *err = sink->path ? open_sink(session, sinks, sink) : NULL;

		if (err) {
			close_all(sinks);
			return err;
		}
	}
	return NULL;
}

/* Half a report is none; what stood there before is whole. */
static void
undo(struct session *session, const struct sink *sink)
{
	struct stat status;
	struct out out;
	struct err *err = NULL;

	if (fstat(sink->fd, &status) != 0 || !S_ISREG(status.st_mode))
		return;
	if (sink->kept.size > 0 && lseek(sink->fd, 0, SEEK_SET) == 0) {
		out_to_fd(&out, session->run, sink->fd, sink->path);
		out_add(&out, sink->kept);
		err = out_close(&out);
		if (!err && ftruncate(sink->fd, (off_t)sink->kept.size) == 0)
			return;
		err_settle(err);
	}
	(void)!ftruncate(sink->fd, 0);
}

static struct err *
write_file(struct session *session, struct sink *sink, const struct result *result)
{
	struct report_style style = session->style;
	struct out out;
	struct err *err;

	style.colour = false;
	style.utf8 = true;
	style.width = 0;
	out_to_fd(&out, session->run, sink->fd, sink->path);
	sink->report->write(result, &style, &out);
	err = out_close(&out);
	if (!err && sink->keeps && ftruncate(sink->fd, (off_t)out.written) != 0)
		err = err_of_system(session->run, errno, "cannot write %s", sink->path);
	if (err)
		undo(session, sink);
	if (close(sink->fd) != 0 && !err)
		err = err_of_system(session->run, errno, "cannot write the report %s", sink->path);
	sink->fd = -1;
	return err;
}

struct err *
sinks_write(struct session *session, struct sinks *sinks, const struct result *result)
{
	struct err *errors = NULL;

	for (size_t i = 0; i < sinks->count; i++) {
		struct sink *sink = &sinks->items[i];

		if (!sink->path)
			sink->report->write(result, &session->style, session->output);
		else if (sink->keeps && result->errors)
			close_sink(sink);
		else if (sink->fd >= 0)
			errors = err_join(errors, write_file(session, sink, result));
	}
	return errors;
}

void
result_of_errors(struct session *session, struct err *errors, struct result *out)
{
	*out = (struct result){
		.verdict = VERDICT_UNDECIDED,
		.run = {.source = "worktree", .now = session->environment->now},
		.errors = errors,
		.systems = value_list(),
		.vendors = value_list(),
		.incidents = value_list(),
		.fail_on = SEVERITY_ERROR,
	};
	err_settle(errors);
}
