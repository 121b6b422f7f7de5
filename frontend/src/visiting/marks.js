/**
 * Marks of a visit while it is being judged: the rules of the engine for one place (engine.md section 2),
 * in floating point, for the figure at the foot of the page. The official score is counted when the visit
 * is accepted; tests compare the two.
 *
 * A rule is {type, max, per_finding, required, levels, cap}; a verdict {outcome, count} or null while open.
 */

/** Marks earned by a verdict; null where it is open or 不涉及. */
export function earned(rule, verdict) {
  if (!verdict || verdict.outcome === "not_applicable") return null;
  if (rule.per_finding != null) return Math.max(0, rule.max - rule.per_finding * verdict.count);
  if (rule.required != null) return rule.max * Math.min(1, verdict.count / rule.required);
  if (rule.type === "graded") return rule.max * rule.levels[verdict.outcome];
  return verdict.outcome === "met" ? rule.max : 0;
}

/**
 * The place score so far: 100 × Σ earned ÷ Σ max over what was judged and applies, at most the smallest cap
 * of the failed critical items. Score null while nothing counts.
 *
 * @param {Array<[object, object|null]>} judged rules with their verdicts
 * @returns {{score: number|null, isCapped: boolean, worst: number|null, lost: number}} worst: index of what loses most
 */
export function placeScore(judged) {
  let sum = 0;
  let full = 0;
  let cap = Infinity;
  let worst = null;
  let lost = 0;
  judged.forEach(([rule, verdict], index) => {
    const marks = earned(rule, verdict);
    if (marks === null) return;
    sum += marks;
    full += rule.max;
    if (rule.cap != null && verdict.outcome === "not_met") cap = Math.min(cap, rule.cap);
    if (rule.max - marks > lost) [worst, lost] = [index, rule.max - marks];
  });
  if (!full) return { score: null, isCapped: false, worst, lost };
  const plain = (100 * sum) / full;
  return { score: Math.min(plain, cap), isCapped: cap < plain, worst, lost };
}
