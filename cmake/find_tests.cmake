# SPDX-License-Identifier: Apache-2.0
#
# cmake -DROOM=… -DTABLE=FILE.c -DPROGRAM=… -DSOURCES=… -P find_tests.cmake
# From every `TEST(suite, name)` at the start of a line: the table that the harness runs, and a list
# of ctest tests beside it.
set(declarations "")
set(rows "")
set(listed "")
foreach(source IN LISTS SOURCES)
	file(STRINGS ${source} lines REGEX "^TEST\\([a-z0-9_]+, [a-z0-9_]+\\)")
	foreach(line IN LISTS lines)
		string(REGEX MATCH "^TEST\\(([a-z0-9_]+), ([a-z0-9_]+)\\)" matched "${line}")
		set(function test_${CMAKE_MATCH_1}__${CMAKE_MATCH_2})
		set(name ${CMAKE_MATCH_1}.${CMAKE_MATCH_2})
		# Weak: a test that the preprocessor took out is reported as skipped.
		string(APPEND declarations "__attribute__((weak)) void ${function}(void);\n")
		string(APPEND rows "\t{\"${name}\", ${function}},\n")
		string(APPEND listed "add_test([=[unit.${name}]=] [=[${PROGRAM}]=] ${name})\n"
			"set_tests_properties([=[unit.${name}]=] PROPERTIES LABELS unit TIMEOUT 120 "
			"SKIP_RETURN_CODE 77)\n")
	endforeach()
endforeach()
file(WRITE ${TABLE} "#include \"harness/test.h\"\n\n${declarations}\n"
	"const struct test tests[] = {\n${rows}\t{NULL, NULL},\n};\n")
string(REGEX REPLACE "\\.c$" ".ctest" list "${TABLE}")
file(WRITE ${list} "${listed}")
