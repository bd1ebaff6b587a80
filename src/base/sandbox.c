/* SPDX-License-Identifier: Apache-2.0
 *
 * Two locks, because each has gaps: Landlock knows paths (reading beneath some folders), seccomp
 * knows system calls (no process, no socket, no opening for writing, also where the kernel has no
 * Landlock). Both need nothing but the kernel; neither can be taken back.
 *
 * The one thing to know: a call that is not on the list fails with ENOSYS, as on an old kernel, so
 * that the C library falls back to one that is; what must never happen fails with EPERM. Builds
 * with sanitizers or coverage are not confined: their runtimes read and write on their own.
 */
#define _GNU_SOURCE /* O_PATH, syscall(2), the numbers of clone's flags */

#include "base/sandbox.h"

#include "base/arena.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(GOVLINT_COVERAGE) ||  \
	defined(GOVLINT_MUTATE)
#define SANDBOX_INSTRUMENTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_INSTRUMENTED 1
#endif
#endif

static struct err *
sandbox_lacks(struct arena *arena, const char *what)
{
	return err_help(err_new(arena, "the sandbox is required, and %s", what),
			"run on Linux 5.13 or later with Landlock and seccomp, or without "
			"--require-sandbox");
}

#if !defined(__linux__) || defined(SANDBOX_INSTRUMENTED)

struct err *
sandbox_enter(const char *const *folders, size_t count, bool required, struct arena *arena)
{
	(void)folders;
	(void)count;
	return required ? sandbox_lacks(arena, "this build has none") : NULL;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- Landlock: declared here, since the distribution's header is older than the kernels it runs on */

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule       445
#define SYS_landlock_restrict_self  446
#endif

enum {
	LANDLOCK_VERSION = 1,      /* of landlock_create_ruleset: tell the ABI */
	LANDLOCK_PATH_BENEATH = 1, /* of landlock_add_rule */
	LANDLOCK_READ = 1 << 2 | 1 << 3,
	LANDLOCK_FILES = (1 << 13) - 1, /* everything that ABI 1 knows of files */
	LANDLOCK_REFER = 1 << 13,
	LANDLOCK_TRUNCATE = 1 << 14,
	LANDLOCK_IOCTL = 1 << 15,
	LANDLOCK_TCP = 3,    /* bind and connect */
	LANDLOCK_SCOPED = 3, /* abstract sockets and signals */
};

struct landlock_ruleset {
	uint64_t files;
	uint64_t network; /* ABI 4 */
	uint64_t scoped;  /* ABI 6 */
};

struct landlock_beneath {
	uint64_t allowed;
	int32_t folder;
} __attribute__((packed));

static int
landlock_ruleset(void)
{
	struct landlock_ruleset rules = {.files = LANDLOCK_FILES};
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
	size_t size = abi >= 6   ? sizeof rules
		      : abi >= 4 ? offsetof(struct landlock_ruleset, scoped)
				 : offsetof(struct landlock_ruleset, network);

	if (abi < 1)
		return -1;
	rules.files |= (abi >= 2 ? LANDLOCK_REFER : 0) | (abi >= 3 ? LANDLOCK_TRUNCATE : 0) |
		       (abi >= 5 ? LANDLOCK_IOCTL : 0);
	rules.network = abi >= 4 ? LANDLOCK_TCP : 0;
	rules.scoped = abi >= 6 ? LANDLOCK_SCOPED : 0;
	return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

static bool
landlock_allow(int rules, const char *folder)
{
	struct landlock_beneath rule = {.allowed = LANDLOCK_READ};
	bool done;

	rule.folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (rule.folder < 0)
		return false;
	done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_PATH_BENEATH, &rule, 0) == 0;
	close(rule.folder);
	return done;
}

static bool
landlock_enter(const char *const *folders, size_t count)
{
	int rules = landlock_ruleset();
	bool done = rules >= 0;

	for (size_t i = 0; done && i < count; i++)
		done = landlock_allow(rules, folders[i]);
	done = done && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return done;
}

/* ---- seccomp ---- */

#if defined(__x86_64__)
#define SECCOMP_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SECCOMP_MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define SECCOMP_MACHINE AUDIT_ARCH_RISCV64
#endif

#ifdef SECCOMP_MACHINE

/* What reading, threads and memory need. */
static const uint16_t seccomp_allowed[] = {
	SYS_read,
	SYS_pread64,
	SYS_readv,
	SYS_write,
	SYS_writev,
	SYS_ftruncate, /* only what is open for writing: a report that cannot be finished */
	SYS_close,
	SYS_fstat,
	SYS_newfstatat,
	SYS_statx,
	SYS_lseek,
	SYS_readlinkat,
	SYS_faccessat,
	SYS_getdents64,
	SYS_getcwd,
	SYS_fcntl,
	SYS_fadvise64,
	SYS_ppoll,
	SYS_mmap,
	SYS_munmap,
	SYS_mremap,
	SYS_mprotect,
	SYS_madvise,
	SYS_brk,
	SYS_futex,
	SYS_set_robust_list,
	SYS_rseq,
	SYS_membarrier,
	SYS_sched_yield,
	SYS_sched_getaffinity,
	SYS_clock_gettime,
	SYS_clock_nanosleep,
	SYS_gettimeofday,
	SYS_getrandom,
	SYS_rt_sigaction,
	SYS_rt_sigprocmask,
	SYS_rt_sigreturn,
	SYS_sigaltstack,
	SYS_restart_syscall,
	SYS_getpid,
	SYS_gettid,
	SYS_getuid,
	SYS_geteuid,
	SYS_getgid,
	SYS_getegid,
	SYS_prlimit64,
	SYS_uname,
	SYS_sysinfo,
	SYS_exit,
	SYS_exit_group,
#ifdef SYS_stat /* older names of the same on x86 */
	SYS_stat,
	SYS_lstat,
	SYS_readlink,
	SYS_access,
	SYS_poll,
	SYS_getrlimit,
#endif
};

/* What is answered with "not permitted": nobody should try, and a trace shows who does. */
static const uint16_t seccomp_refused[] = {
	SYS_execve, SYS_execveat,  SYS_socket,   SYS_socketpair, SYS_connect, SYS_bind,
	SYS_ptrace, SYS_kill,      SYS_tkill,    SYS_unlinkat,   SYS_mkdirat, SYS_renameat2,
	SYS_linkat, SYS_symlinkat, SYS_fchmodat,
#ifdef SYS_fork
	SYS_fork,   SYS_vfork,     SYS_unlink,   SYS_rename,     SYS_mkdir,   SYS_creat,
#endif
};

enum {
	SECCOMP_OPEN_FOR_WRITING =
		O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY),
	SECCOMP_SIZE = 256,
	SECCOMP_X32 = 0x40000000, /* x86: the same calls under other numbers */
};

struct seccomp_program {
	struct sock_filter code[SECCOMP_SIZE];
	unsigned short count;
};

static void
put(struct seccomp_program *program, struct sock_filter instruction)
{
	if (program->count < SECCOMP_SIZE)
		program->code[program->count++] = instruction;
}

static void
put_load(struct seccomp_program *program, size_t offset)
{
	put(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void
put_return(struct seccomp_program *program, uint32_t action)
{
	put(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/* If the number at hand is `call`, return `action`. */
static void
put_call(struct seccomp_program *program, uint32_t call, uint32_t action)
{
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
	put_return(program, action);
}

/* The lower half of an argument. */
static size_t
argument(size_t number)
{
	return offsetof(struct seccomp_data, args) + 8 * number;
}

/* If the number at hand is `call`: allow it where the argument has none of the bits, refuse it
 * else. */
static void
put_call_without(struct seccomp_program *program, uint32_t call, size_t number, uint32_t bits)
{
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
	put_load(program, argument(number));
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
	put_return(program, SECCOMP_RET_ERRNO | EPERM);
	put_return(program, SECCOMP_RET_ALLOW);
}

/* A thread, no process. clone3 hides its flags in memory: the C library falls back to clone. */
static void
put_clone(struct seccomp_program *program)
{
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
	put_load(program, argument(0));
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
	put_return(program, SECCOMP_RET_ALLOW);
	put_return(program, SECCOMP_RET_ERRNO | EPERM);
}

static void
put_machine(struct seccomp_program *program)
{
	put_load(program, offsetof(struct seccomp_data, arch));
	put(program,
	    (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SECCOMP_MACHINE, 1, 0));
	put_return(program, SECCOMP_RET_KILL_PROCESS);
	put_load(program, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	put(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SECCOMP_X32, 0, 1));
	put_return(program, SECCOMP_RET_KILL_PROCESS);
#endif
}

static bool
seccomp_enter(bool has_landlock)
{
	struct seccomp_program program = {.count = 0};
	struct sock_fprog whole;

	put_machine(&program);
	for (size_t i = 0; i < sizeof seccomp_allowed / sizeof *seccomp_allowed; i++)
		put_call(&program, seccomp_allowed[i], SECCOMP_RET_ALLOW);
	for (size_t i = 0; i < sizeof seccomp_refused / sizeof *seccomp_refused; i++)
		put_call(&program, seccomp_refused[i], SECCOMP_RET_ERRNO | EPERM);
	/* Its flags cannot be seen here; beneath Landlock they need not be. */
	if (has_landlock)
		put_call(&program, SYS_openat2, SECCOMP_RET_ALLOW);
	put_call_without(&program, SYS_openat, 2, SECCOMP_OPEN_FOR_WRITING);
#ifdef SYS_open
	put_call_without(&program, SYS_open, 1, SECCOMP_OPEN_FOR_WRITING);
#endif
	put_clone(&program);
	put_return(&program, SECCOMP_RET_ERRNO | ENOSYS);
	if (program.count == SECCOMP_SIZE)
		return false;
	whole = (struct sock_fprog){.len = program.count, .filter = program.code};
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &whole) == 0;
}

#else

static bool
seccomp_enter(bool has_landlock)
{
	(void)has_landlock;
	return false;
}

#endif

struct err *
sandbox_enter(const char *const *folders, size_t count, bool required, struct arena *arena)
{
	bool privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	bool landlock = privileges && landlock_enter(folders, count);
	bool seccomp = privileges && seccomp_enter(landlock);

	if (!required || (landlock && seccomp))
		return NULL;
	return sandbox_lacks(arena, landlock ? "the kernel has no seccomp filters for this machine"
					     : "the kernel has no Landlock");
}

#endif
