/* SPDX-License-Identifier: Apache-2.0
 *
 * The header words of telephone numbers, ended by NULL: `.header = phone_name`.
 */
#ifndef GOVLINT_DETECT_PHONE_NAME_H
#define GOVLINT_DETECT_PHONE_NAME_H

extern const char *const phone_name[];

#endif
