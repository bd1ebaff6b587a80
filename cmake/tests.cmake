# SPDX-License-Identifier: Apache-2.0
#
# Every test of the project, by label: unit, cases, examples, fuzz, self, style. Nothing registers
# itself: tests, cases, examples and corpora are found when ctest starts (tests_found.cmake.in).
# Exit 77 means skipped.

# One program per room, so that a room that does not build holds up no other.
file(GLOB test_rooms CONFIGURE_DEPENDS LIST_DIRECTORIES true tests/unit/*)
set(GOVLINT_UNIT_ROOMS "")
foreach(folder IN LISTS test_rooms)
	get_filename_component(room ${folder} NAME)
	file(GLOB_RECURSE room_tests CONFIGURE_DEPENDS ${folder}/*.c)
	if(NOT room_tests)
		continue()
	endif()
	list(APPEND GOVLINT_UNIT_ROOMS ${room})
	set(table ${CMAKE_CURRENT_BINARY_DIR}/unit_${room}.c)
	add_custom_command(OUTPUT ${table}
		BYPRODUCTS ${CMAKE_CURRENT_BINARY_DIR}/unit_${room}.ctest
		COMMAND ${CMAKE_COMMAND} -DROOM=${room} -DTABLE=${table}
			-DPROGRAM=$<TARGET_FILE:unit_${room}> "-DSOURCES=${room_tests}"
			-P ${CMAKE_SOURCE_DIR}/cmake/find_tests.cmake
		DEPENDS ${room_tests} ${CMAKE_SOURCE_DIR}/cmake/find_tests.cmake VERBATIM
		COMMENT "Finding the unit tests of ${room}")
	add_executable(unit_${room} ${room_tests} ${table} tests/harness/test.c)
	target_include_directories(unit_${room} PRIVATE tests)
	target_compile_definitions(unit_${room} PRIVATE
		GOVLINT_FIXTURES="${CMAKE_SOURCE_DIR}/fixtures" GOVLINT_TESTS="${CMAKE_SOURCE_DIR}/tests")
	target_link_libraries(unit_${room} PRIVATE libgovlint)
endforeach()
# tests/unit/policy/renamed.c stands between the loader and the tables of kinds.
if(TARGET unit_policy)
	target_link_options(unit_policy PRIVATE -Wl,--wrap=facts_kind)
endif()

# Fuzz targets: with libFuzzer in the fuzz preset, else with a driver that replays the corpus.
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*.c)
set(GOVLINT_FUZZ_NAMES "")
foreach(source IN LISTS fuzz_sources)
	get_filename_component(name ${source} NAME_WE)
	list(APPEND GOVLINT_FUZZ_NAMES ${name})
	add_executable(fuzz_${name} ${source})
	target_include_directories(fuzz_${name} PRIVATE tests)
	target_link_libraries(fuzz_${name} PRIVATE libgovlint)
	if(GOVLINT_FUZZ)
		target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
		target_compile_definitions(fuzz_${name} PRIVATE READING_ONE_OF=16)
	else()
		target_sources(fuzz_${name} PRIVATE tests/fuzz/driver/replay.c)
	endif()
endforeach()

if(NOT GOVLINT_FUZZ)
	add_executable(stopwatch bench/stopwatch.c)
	target_link_libraries(stopwatch PRIVATE govlint_flags)
	add_executable(condition bench/condition.c)
	target_link_libraries(condition PRIVATE libgovlint)
	# JSON Schemas judged line by line, for scripts/check-schema.
	add_executable(schema_lines tests/harness/schema_lines.c)
	target_link_libraries(schema_lines PRIVATE libgovlint)
endif()

if(TARGET govlint)
	set(GOVLINT_PROGRAM ${CMAKE_CURRENT_BINARY_DIR}/govlint)
else()
	set(GOVLINT_PROGRAM "")
endif()
set(GOVLINT_RELEASE_OBJECTS OFF)
if(NOT GOVLINT_SANITIZE AND NOT GOVLINT_COVERAGE AND NOT GOVLINT_MUTATE AND NOT GOVLINT_FUZZ)
	set(GOVLINT_RELEASE_OBJECTS ON)
endif()

# What the scripts that check the objects that are shipped need of a build.
add_custom_target(checked)
if(GOVLINT_RELEASE_OBJECTS AND TARGET govlint)
	add_dependencies(checked ship)
	# Calls that fail (scripts/torture): a preloaded library that knows the GNU C library's malloc.
	include(CheckFunctionExists)
	check_function_exists(__libc_memalign HAVE_LIBC_MEMALIGN)
	if(HAVE_LIBC_MEMALIGN)
		add_library(torture_faults MODULE tests/harness/torture_faults.c)
		set_target_properties(torture_faults PROPERTIES PREFIX "" C_VISIBILITY_PRESET default)
		target_compile_options(torture_faults PRIVATE -U_FORTIFY_SOURCE)
		add_executable(torture tests/harness/torture.c tests/harness/torture_report.c
			tests/harness/torture_run.c tests/harness/torture_tree.c)
		foreach(target torture torture_faults)
			target_include_directories(${target} PRIVATE tests)
			target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow)
		endforeach()
		target_link_libraries(torture_faults PRIVATE ${CMAKE_DL_LIBS})
		add_dependencies(checked torture torture_faults)
	endif()
endif()
list(JOIN GOVLINT_FEATURES " " GOVLINT_FEATURES)
configure_file(cmake/tests_found.cmake.in tests_found.cmake @ONLY)
set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES
	${CMAKE_CURRENT_BINARY_DIR}/tests_found.cmake)
