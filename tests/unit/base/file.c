/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/test.h"

/* A temporary folder as the working directory. */
static int
make_tree(void)
{
	char path[] = "/tmp/govlint-file-XXXXXX";
	int folder = -1;
	CHECK(mkdtemp(path) != NULL);
	CHECK(chdir(path) == 0);
	CHECK_OK(file_open_folder(&folder, test_arena(), "."));
	return folder;
}

static void
write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "w");
	CHECK(file != NULL);
	CHECK(fwrite(text.data, 1, text.size, file) == text.size);
	CHECK(fclose(file) == 0);
}

/* The tests leave nothing behind but what they name. */
static void
drop_tree(int folder, const char *const *paths)
{
	char path[4096];
	for (; *paths; paths++)
		CHECK(remove(*paths) == 0);
	CHECK(getcwd(path, sizeof path) != NULL);
	CHECK(chdir("/") == 0 && rmdir(path) == 0);
	close(folder);
}

static struct err *
read_beneath(struct str *out, struct arena *arena, int folder, const char *path)
{
	int fd = -1;
	TRY(file_open_beneath(&fd, arena, folder, str_of(path), NULL));
	return file_read(out, arena, fd, 100, path);
}

static void
check_reading(void)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	CHECK(mkdir("a", 0700) == 0 && mkdir("a/b", 0700) == 0);
	write_file("a/b/c.txt", STR("text\0with a NUL"));
	write_file("empty", STR(""));
	CHECK_OK(read_beneath(&text, arena, folder, "a/b/c.txt"));
	CHECK(str_equal(text, STR("text\0with a NUL")));
	CHECK_OK(read_beneath(&text, arena, folder, "empty"));
	CHECK_SLICE(text, "");
	int fd = -1;
	struct stat status;
	CHECK_OK(file_open_beneath(&fd, arena, folder, STR("a/b/c.txt"), &status));
	CHECK_INT(status.st_size, 15);
	CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	close(fd);
	drop_tree(folder, (const char *const[]){"a/b/c.txt", "a/b", "a", "empty", NULL});
}

TEST(base_file, reads_what_is_beneath_a_folder)
{
	check_reading();
}

static void
check_links(void)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	CHECK(mkdir("real", 0700) == 0);
	write_file("real/file", STR("x"));
	CHECK(symlink("real", "folder") == 0);
	CHECK(symlink("real/file", "file") == 0);
	CHECK(symlink("/etc", "out") == 0);
	CHECK(symlink("nowhere", "dangling") == 0);
	CHECK(symlink("loop", "loop") == 0);
	CHECK_ERR(read_beneath(&text, arena, folder, "file"), "opening file");
	CHECK_ERR(read_beneath(&text, arena, folder, "folder/file"), "opening folder/file");
	CHECK_ERR(read_beneath(&text, arena, folder, "out/passwd"), "opening out/passwd");
	CHECK_ERR(read_beneath(&text, arena, folder, "dangling"), "opening dangling");
	CHECK_ERR(read_beneath(&text, arena, folder, "loop"), "opening loop");
	drop_tree(folder, (const char *const[]){"real/file", "real", "folder", "file", "out",
						"dangling", "loop", NULL});
}

TEST(base_file, follows_no_link_in_any_part_of_a_path)
{
	check_links();
}

#ifdef SYS_openat2
/* As a kernel before 5.6 or a sandbox that knows no openat2 answers. */
static void
hide_openat2(unsigned number)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		test_skip("no seccomp");
}

TEST(base_file, walks_part_by_part_where_the_kernel_does_not_know_how)
{
	hide_openat2(ENOSYS);
	check_links();
	check_reading();
}

TEST(base_file, walks_part_by_part_where_a_sandbox_forbids_the_call)
{
	hide_openat2(EPERM);
	check_links();
	check_reading();
}
#endif

TEST(base_file, refuses_paths_that_lead_out)
{
	static const char *const bad[] = {
		"",  "/",   "/etc/passwd", "..",   "../x",  "a/../b", "a/..",
		".", "./a", "a/",          "a//b", "a/./b", "//a",
	};
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_ERR(read_beneath(&text, arena, folder, bad[i]),
			  "not a path inside the folder");
	int fd = -1;
	CHECK_ERR(file_open_beneath(&fd, arena, folder, STR("a\0b"), NULL), "not a path");
	CHECK_ERR(file_open_beneath(&fd, arena, folder, (struct str){0}, NULL), "not a path");
	CHECK_INT(fd, -1);
	drop_tree(folder, (const char *const[]){NULL});
}

TEST(base_file, takes_regular_files_only_and_does_not_block)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	CHECK(mkfifo("fifo", 0600) == 0);
	CHECK(mkdir("folder", 0700) == 0);
	CHECK_ERR(read_beneath(&text, arena, folder, "fifo"), "not a regular file");
	CHECK_ERR(read_beneath(&text, arena, folder, "folder"), "not a regular file");
	CHECK_ERR(file_read_path(&text, arena, "fifo", 10), "opening fifo: not a regular file");
	CHECK_ERR(file_read_path(&text, arena, "/dev/null", 10), "not a regular file");
	drop_tree(folder, (const char *const[]){"fifo", "folder", NULL});
}

TEST(base_file, a_missing_file_is_told_apart)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	write_file("file", STR("x"));
	struct err *err = read_beneath(&text, arena, folder, "no/such");
	CHECK(file_missing(err));
	CHECK_ERR(err, "opening no/such: No such file or directory");
	err = read_beneath(&text, arena, folder, "file/inside");
	CHECK(file_missing(err));
	err_settle(err);
	err = file_read_path(&text, arena, "nothing", 1);
	CHECK(file_missing(err_wrap(arena, err, "loading")));
	CHECK_INT((int64_t)err_lost(arena), 1);
	CHECK(!file_missing(NULL));
	drop_tree(folder, (const char *const[]){"file", NULL});
}

TEST(base_file, a_budget_is_met_exactly)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	write_file("file", STR("12345"));
	CHECK_OK(file_read_path(&text, arena, "file", 5));
	CHECK_SLICE(text, "12345");
	CHECK_ERR(file_read_path(&text, arena, "file", 4), "larger than the budget of 4 bytes");
	CHECK_ERR(file_read_path(&text, arena, "file", 0), "larger than the budget of 0 bytes");
	drop_tree(folder, (const char *const[]){"file", NULL});
}

TEST(base_file, reads_files_that_announce_no_size)
{
	struct arena *arena = test_arena();
	struct str text;
	if (access("/proc/self/status", R_OK) != 0)
		test_skip("no /proc");
	CHECK_OK(file_read_path(&text, arena, "/proc/self/status", 1 << 20));
	CHECK(text.size > 0);
	CHECK_ERR(file_read_path(&text, arena, "/proc/self/status", 10), "budget");
}

TEST(base_file, reads_a_large_file_whole)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	size_t size = 3 * 1000 * 1000 + 1;
	char *bytes = arena_alloc(arena, size);
	memset(bytes, 'x', size);
	write_file("large", str_make(bytes, size));
	CHECK_OK(file_read_path(&text, arena, "large", size));
	CHECK(str_equal(text, str_make(bytes, size)));
	drop_tree(folder, (const char *const[]){"large", NULL});
}

TEST(base_file, a_folder_has_to_be_one)
{
	struct arena *arena = test_arena();
	int folder = make_tree();
	int other = 5;
	write_file("file", STR("x"));
	CHECK_ERR(file_open_folder(&other, arena, "file"), "opening folder file");
	CHECK_INT(other, -1);
	CHECK_ERR(file_open_folder(&other, arena, "none"), "No such file");
	drop_tree(folder, (const char *const[]){"file", NULL});
}

TEST(base_file, no_descriptor_is_left_open)
{
	struct arena *arena = test_arena();
	struct str text;
	int folder = make_tree();
	CHECK(mkdir("d", 0700) == 0 && mkfifo("d/fifo", 0600) == 0);
	write_file("d/file", STR("12345"));
	struct rlimit few;
	CHECK(getrlimit(RLIMIT_NOFILE, &few) == 0);
	few.rlim_cur = 64;
	CHECK(setrlimit(RLIMIT_NOFILE, &few) == 0);
	for (int i = 0; i < 200; i++) {
		struct err *no_file = read_beneath(&text, arena, folder, "d/fifo");
		struct err *too_large = file_read_path(&text, arena, "d/file", 1);
		CHECK(no_file && too_large);
		err_settle(no_file);
		err_settle(too_large);
		CHECK_OK(read_beneath(&text, arena, folder, "d/file"));
	}
	drop_tree(folder, (const char *const[]){"d/fifo", "d/file", "d", NULL});
}

TEST(base_file, only_two_errnos_say_that_a_name_is_absent)
{
	CHECK(file_is_absence(ENOENT));
	CHECK(file_is_absence(ENOTDIR));
	CHECK(!file_is_absence(EIO));
	CHECK(!file_is_absence(EACCES));
	CHECK(!file_is_absence(ELOOP));
}

TEST(base_file, writes_a_new_file_with_its_folders)
{
	struct arena *arena = test_arena();
	int folder = make_tree();
	struct str text;
	bool exists = true;

	CHECK_OK(file_write_new(arena, folder, STR("a/b/c"), STR("new"), &exists));
	CHECK(!exists);
	CHECK_OK(read_beneath(&text, arena, folder, "a/b/c"));
	CHECK(str_is(text, "new"));
	drop_tree(folder, (const char *const[]){"a/b/c", "a/b", "a", NULL});
}

TEST(base_file, leaves_what_exists)
{
	struct arena *arena = test_arena();
	int folder = make_tree();
	struct str text;
	bool exists = false;

	write_file("file", STR("old"));
	CHECK(symlink("nowhere", "link") == 0);
	CHECK_OK(file_write_new(arena, folder, STR("file"), STR("new"), &exists));
	CHECK(exists);
	CHECK_OK(read_beneath(&text, arena, folder, "file"));
	CHECK(str_is(text, "old"));
	CHECK_OK(file_write_new(arena, folder, STR("link"), STR("new"), &exists));
	CHECK(exists);
	CHECK(access("nowhere", F_OK) != 0);
	drop_tree(folder, (const char *const[]){"file", "link", NULL});
}

TEST(base_file, writes_through_no_link)
{
	struct arena *arena = test_arena();
	int folder = make_tree();
	bool exists = false;

	CHECK(mkdir("real", 0700) == 0 && symlink("real", "link") == 0);
	write_file("file", STR("x"));
	CHECK_ERR(file_write_new(arena, folder, STR("link/a"), STR("new"), &exists),
		  "cannot write link/a");
	CHECK_ERR(file_write_new(arena, folder, STR("file/a"), STR("new"), &exists),
		  "cannot write file/a");
	CHECK_ERR(file_write_new(arena, folder, STR("../a"), STR("new"), &exists),
		  "cannot write ../a");
	CHECK_ERR(file_write_new(arena, folder, STR("/tmp/a"), STR("new"), &exists),
		  "cannot write /tmp/a");
	CHECK(!exists && access("real/a", F_OK) != 0);
	drop_tree(folder, (const char *const[]){"link", "real", "file", NULL});
}
