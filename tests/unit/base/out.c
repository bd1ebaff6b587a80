/* SPDX-License-Identifier: Apache-2.0 */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "harness/test.h"

TEST(base_out, memory_collects_everything)
{
	struct out out;
	out_to_memory(&out, test_arena());
	CHECK_SLICE(out_str(&out), "");
	out_text(&out, "a");
	out_byte(&out, '\0');
	out_add(&out, STR("b"));
	out_print(&out, "%05d", 42);
	CHECK_INT((int64_t)out_str(&out).size, 8);
	CHECK(str_equal(out_str(&out), STR("a\0b00042")));
	CHECK_INT((int64_t)out.written, 8);
	CHECK_OK(out_close(&out));
}

TEST(base_out, memory_grows_past_any_buffer)
{
	struct out out;
	out_to_memory(&out, test_arena());
	for (int i = 0; i < 30000; i++)
		out_print(&out, "%09d\n", i);
	CHECK_INT((int64_t)out_str(&out).size, 300000);
	CHECK(str_ends(out_str(&out), STR("\n000029999\n")));
	CHECK_OK(out_close(&out));
}

struct reader {
	int fd;
	size_t size;
	unsigned sum;
};

/* Slowly, a few bytes at a time, so that the writer meets a full pipe. */
static void *
read_all(void *argument)
{
	struct reader *reader = argument;
	char bytes[777];
	ssize_t got;
	while ((got = read(reader->fd, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < got; i++)
			reader->sum = reader->sum * 31 + (unsigned char)bytes[i];
		reader->size += (size_t)got;
	}
	return NULL;
}

static void
write_through_pipe(int flags)
{
	struct arena *arena = test_arena();
	struct out out;
	int fds[2];
	pthread_t thread;
	CHECK(pipe(fds) == 0);
	CHECK(fcntl(fds[1], F_SETFL, flags) == 0);
	struct reader reader = {.fd = fds[0]};
	CHECK(pthread_create(&thread, NULL, read_all, &reader) == 0);
	out_to_fd(&out, arena, fds[1], "a pipe");
	unsigned sum = 0;
	for (int i = 0; i < 3000; i++) {
		size_t size = (size_t)(i % 100 ? i % 300 : 70000);
		char *text = arena_alloc(arena, size);
		memset(text, 'a' + i % 26, size);
		out_add(&out, str_make(text, size));
		for (size_t at = 0; at < size; at++)
			sum = sum * 31 + (unsigned char)text[at];
	}
	out_print(&out, "%70000d", 1);
	for (int at = 0; at < 69999; at++)
		sum = sum * 31 + ' ';
	sum = sum * 31 + '1';
	CHECK_OK(out_close(&out));
	close(fds[1]);
	pthread_join(thread, NULL);
	close(fds[0]);
	CHECK_INT((int64_t)reader.size, (int64_t)out.written);
	CHECK_INT(reader.sum, sum);
}

TEST(base_out, everything_goes_through_a_pipe_in_order)
{
	write_through_pipe(0);
}

TEST(base_out, a_descriptor_that_does_not_block_is_waited_for)
{
	write_through_pipe(O_NONBLOCK);
}

TEST(base_out, a_full_device_is_told_at_the_end_and_once)
{
	struct out out;
	int fd = open("/dev/full", O_WRONLY);
	if (fd < 0)
		test_skip("no /dev/full");
	out_to_fd(&out, test_arena(), fd, "the report");
	out_text(&out, "pass");
	CHECK_INT(out.failed, 0);
	CHECK_ERR(out_close(&out), "writing the report: No space left on device");
	close(fd);
}

TEST(base_out, a_broken_pipe_is_a_failure)
{
	struct out out;
	int fds[2];
	signal(SIGPIPE, SIG_IGN);
	CHECK(pipe(fds) == 0);
	close(fds[0]);
	out_to_fd(&out, test_arena(), fds[1], "standard output");
	for (int i = 0; i < 100; i++)
		out_print(&out, "%10000d", 1);
	CHECK_INT(out.failed, EPIPE);
	CHECK_ERR(out_close(&out), "writing standard output: Broken pipe");
	close(fds[1]);
}

TEST(base_out, a_closed_descriptor_is_a_failure)
{
	struct out out;
	int fds[2];
	CHECK(pipe(fds) == 0);
	close(fds[0]);
	close(fds[1]);
	out_to_fd(&out, test_arena(), fds[1], "x");
	out_text(&out, "a");
	CHECK_ERR(out_close(&out), "writing x: Bad file descriptor");
}

TEST(base_out, nothing_written_is_no_failure)
{
	struct out out;
	out_to_fd(&out, test_arena(), 9999, "x");
	CHECK_OK(out_close(&out));
}
