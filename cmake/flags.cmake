# SPDX-License-Identifier: Apache-2.0
#
# How C is compiled here: one interface target, govlint_flags, that everything of ours links.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# Without NDEBUG: asserts are executable comments and stay in what is shipped.
set(CMAKE_C_FLAGS_RELEASE "-O2")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g")

add_library(govlint_flags INTERFACE)
target_compile_definitions(govlint_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(govlint_flags INTERFACE
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 -Wundef
	-Wwrite-strings -Wimplicit-fallthrough -Wconversion -Wno-sign-conversion
	-Werror=format-security -Werror=implicit -Werror=incompatible-pointer-types
	-Werror=int-conversion
	# The same bytes wherever the checkout stands; messages and __FILE__ say src/….
	-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=
	-ffile-prefix-map=${CMAKE_BINARY_DIR}/=build/)
target_link_options(govlint_flags INTERFACE -Wl,--as-needed -Wl,--build-id=sha1)

if(GOVLINT_SANITIZE)
	target_compile_options(govlint_flags INTERFACE -fsanitize=${GOVLINT_SANITIZE}
		-fno-omit-frame-pointer)
	target_link_options(govlint_flags INTERFACE -fsanitize=${GOVLINT_SANITIZE})
	if(GOVLINT_SANITIZE MATCHES undefined)
		target_compile_options(govlint_flags INTERFACE -fno-sanitize-recover=undefined)
	endif()
endif()

if(GOVLINT_COVERAGE)
	target_compile_definitions(govlint_flags INTERFACE GOVLINT_COVERAGE)
	target_compile_options(govlint_flags INTERFACE --coverage)
	target_link_options(govlint_flags INTERFACE --coverage)
endif()

if(GOVLINT_FUZZ)
	# Without a trace of each comparison, of which the sanitizers add many: twice as many inputs.
	target_compile_options(govlint_flags INTERFACE -fsanitize=fuzzer-no-link
		-fno-sanitize-coverage=trace-cmp)
endif()

# After the OpenSSF compiler hardening guide. Flags that the compiler does not know are left out,
# so that an older or newer one takes what it has.
if(GOVLINT_HARDEN)
	target_compile_options(govlint_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
	foreach(flag
		-fstack-protector-strong -fstack-clash-protection -fcf-protection=full
		-ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks -fno-strict-overflow
		-fno-strict-aliasing -fzero-call-used-regs=used-gpr -fstrict-flex-arrays=3
		-fzero-init-padding-bits=all -Wtrampolines -Wbidi-chars=any -Walloca
		-Wstack-usage=65536 -Wduplicated-cond -Wduplicated-branches)
		string(MAKE_C_IDENTIFIER "HAVE_FLAG${flag}" known)
		check_c_compiler_flag(${flag} ${known})
		if(${known})
			target_compile_options(govlint_flags INTERFACE ${flag})
		endif()
	endforeach()
	foreach(flag relro now noexecstack separate-code)
		string(MAKE_C_IDENTIFIER "HAVE_LINK_${flag}" known)
		check_linker_flag(C -Wl,-z,${flag} ${known})
		if(${known})
			target_link_options(govlint_flags INTERFACE -Wl,-z,${flag})
		endif()
	endforeach()
endif()
