/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of weigh/: what it means. In: the findings of everything that was judged, waivers applied,
 * and the evidence that registry entries name. Out: an artifact of kind control, gate or requirement for
 * each duty of each system, with its state as facts, at the end of the index; rules of those kinds judge
 * them like any other.
 *
 * Unknown is never met: a tier or stage that cannot be told makes facts unknown, a rule that does not
 * judge leaves what depends on it not verified.
 *
 *	TRY(weigh(&view, &findings, &touched));
 */
#ifndef GOVLINT_WEIGH_WEIGH_H
#define GOVLINT_WEIGH_WEIGH_H

#include "model/finding.h"
#include "model/view.h"

/* `touched`: of each item that the change touches and a duty depends on, its rule, artifact and system. */
struct err *
weigh(struct view *view, const struct findings *findings, const struct findings *touched) MUST_USE;

#endif
