# SPDX-License-Identifier: Apache-2.0
#
# What `cmake --install` puts where.
install(TARGETS govlint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS libgovlint ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET libgovlint_shared)
	install(TARGETS libgovlint_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()
install(DIRECTORY include/govlint DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# Relative to where it stands, so that it holds for `cmake --install --prefix`, too.
file(RELATIVE_PATH GOVLINT_UP ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/govlint.pc.in govlint.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/govlint.pc
	DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
