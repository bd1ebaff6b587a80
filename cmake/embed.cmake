# SPDX-License-Identifier: Apache-2.0
#
# rules/ and policies/ become a table in the program (builtin_files of src/policy/policy.h),
# written by a small tool that runs on the building machine.
add_executable(embed cmake/embed.c)
set_target_properties(embed PROPERTIES C_EXTENSIONS OFF)
target_compile_definitions(embed PRIVATE _POSIX_C_SOURCE=200809L)

file(GLOB_RECURSE embedded CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} rules/*.yaml)
file(GLOB packs CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} policies/*.yaml)
list(APPEND embedded ${packs})
list(SORT embedded)
list(JOIN embedded "\n" lines)
file(CONFIGURE OUTPUT embedded.txt CONTENT "${lines}\n" @ONLY)

set(GOVLINT_EMBEDDED ${CMAKE_CURRENT_BINARY_DIR}/builtin_files.c)
add_custom_command(OUTPUT ${GOVLINT_EMBEDDED}
	COMMAND embed ${CMAKE_CURRENT_BINARY_DIR}/embedded.txt ${GOVLINT_EMBEDDED}
	DEPENDS embed ${embedded} ${CMAKE_CURRENT_BINARY_DIR}/embedded.txt
	WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
	COMMENT "Embedding rules and policies")
