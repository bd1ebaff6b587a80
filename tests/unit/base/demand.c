/* SPDX-License-Identifier: Apache-2.0 */
#include "base/demand.h"

#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/test.h"

TEST(base_demand, memory_keeps_what_it_holds_as_it_grows)
{
	char *text = demand_memory(NULL, 4);
	memcpy(text, "abc", 4);
	text = demand_memory(text, 64 * 1024);
	CHECK_STR(text, "abc");
	demand_free(text);
	demand_free(NULL);
}

TEST(base_demand, no_size_at_all_is_still_memory)
{
	void *memory = demand_memory(NULL, 0);
	CHECK(memory != NULL);
	demand_free(memory);
}

TEST(base_demand, a_size_that_nobody_needs_is_refused)
{
	CHECK(demand_memory(NULL, SIZE_MAX) == NULL);
	CHECK(demand_memory(NULL, ((size_t)1 << 30) + 1) == NULL);
}

TEST(base_demand, without_memory_the_process_ends_undecided)
{
	pid_t child = fork();
	int status = 0;
	if (child == 0) {
		close(2);
		demand_failed();
	}
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 2);
}
