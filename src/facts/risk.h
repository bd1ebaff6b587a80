/* SPDX-License-Identifier: Apache-2.0
 *
 * The computed risk of a system: the pack's table applied to the registry entry.
 */
#ifndef GOVLINT_FACTS_RISK_H
#define GOVLINT_FACTS_RISK_H

#include "model/view.h"

/* Computes risk_score and risk_tier; an error says which dimensions do not add up and why. */
struct err *
risk_compute(struct view *view, struct artifact *system) MUST_USE;

/* Computes dimensions. */
struct err *
risk_compute_dimensions(struct view *view, struct artifact *system) MUST_USE;

/* Computes review_due: the last review and what the tier asks. */
struct err *
risk_compute_review(struct view *view, struct artifact *system) MUST_USE;

/* Computes risk_score_max. */
struct err *
risk_compute_max(struct view *view, struct artifact *system) MUST_USE;

#endif
