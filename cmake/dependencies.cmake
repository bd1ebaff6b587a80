# SPDX-License-Identifier: Apache-2.0
#
# The libraries, all from the distribution, all required. A format whose library is left out is "not
# verified" at run time, never skipped.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(govlint_dependencies INTERFACE)
target_link_libraries(govlint_dependencies INTERFACE Threads::Threads)
set(GOVLINT_REQUIRES "") # for govlint.pc
set(missing "")

function(need name module minimum package)
	pkg_check_modules(${name} IMPORTED_TARGET GLOBAL ${module}>=${minimum})
	if(${name}_FOUND)
		target_link_libraries(govlint_dependencies INTERFACE PkgConfig::${name})
		set(GOVLINT_REQUIRES "${GOVLINT_REQUIRES} ${module}" PARENT_SCOPE)
	else()
		set(missing "${missing}\n  ${module} >= ${minimum} (Debian, Ubuntu: ${package})" PARENT_SCOPE)
	endif()
endfunction()

need(LIBGIT2 libgit2 1.1 libgit2-dev)
need(LIBYAML yaml-0.1 0.2 libyaml-dev)
need(PCRE2 libpcre2-8 10.32 libpcre2-dev)
need(ZLIB zlib 1.2 zlib1g-dev) # libgit2 brings it along
if(missing)
	message(FATAL_ERROR "Libraries that govlint cannot do without were not found:${missing}")
endif()

# What this build can do beyond the core; test cases ask for it in their file `needs`.
set(GOVLINT_FEATURES core)
