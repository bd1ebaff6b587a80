/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines of a trace. In: texts. Out: lines at the depth that is open. Beyond TRACE_LINES_MAX nothing is
 * kept but that there was more.
 */
#include "model/trace.h"

#include <stdarg.h>

#include "base/arena.h"
#include "model/artifact.h"

struct trace *
trace_new(struct arena *run, const struct artifact *artifact, const struct artifact *system)
{
	struct trace *trace = arena_alloc(run, sizeof *trace);

	*trace = (struct trace){
		.run = run,
		.path = artifact->path,
		.place = artifact->place,
		.id = artifact->record ? artifact->id : (struct str){0},
		.system = system ? system->id : (struct str){0},
	};
	return trace;
}

static void
add(struct trace *trace, enum trace_result result, const char *format, va_list values)
{
	if (trace->count >= TRACE_LINES_MAX) {
		trace->cut = true;
		return;
	}
	trace->lines = arena_grow(trace->run, trace->lines, trace->count, &trace->capacity,
				  sizeof *trace->lines);
	trace->lines[trace->count++] = (struct trace_line){
		.depth = trace->depth,
		.result = result,
		.text = str_of(arena_vprint(trace->run, format, values)),
	};
}

void
trace_add(struct trace *trace, enum trace_result result, const char *format, ...)
{
	va_list values;

	if (!trace)
		return;
	va_start(values, format);
	add(trace, result, format, values);
	va_end(values);
}

size_t
trace_open(struct trace *trace, const char *format, ...)
{
	size_t line = trace ? trace->count : 0;
	va_list values;

	if (!trace)
		return line;
	va_start(values, format);
	add(trace, TRACE_PLAIN, format, values);
	va_end(values);
	trace->depth++;
	return line;
}

void
trace_close(struct trace *trace, size_t line, enum trace_result result)
{
	if (!trace)
		return;
	trace->depth--;
	if (line < trace->count)
		trace->lines[line].result = result;
}
