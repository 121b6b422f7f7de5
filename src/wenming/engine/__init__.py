"""Pure computation: tables in, tables out; no Django, no files, no clock (引擎).

Errors are `errors.EngineError`: one Chinese sentence, ready to be shown. What the engine says keeps
its template and values (`wording.said`), so that a page can say it in another language.

Framework (测评体系)      framework.parse_yaml(text) → data; framework.check(data) → Report;
                         framework.load(data) → Framework; framework.verdict_table(framework)
One visit                scoring.visit_sums(table, observations, place_type=, unit=, owners=)
                         → place score and sums per indicator × unit, whole numbers of 1/D
Counting in a database   scoring.counting: the one query as text, by dialect and grain
One round                scoring.rollup(framework, RoundSums(...)) → RoundResult, then
                         scoring.attribute(framework, result, field, leads) → marks lost by unit
Stricter local standard  framework.overlay: check_overlay, load_overlay, base_verdicts; then
                         scoring.local_rollup(local, sums, base_result), never above the base
Other frameworks         framework.crosswalk.check_crosswalk, load_crosswalk; scoring.carry
One more visit           scoring.with_visit(kept, visit.indicators), without_visit: as counted anew
How sure (抽样误差)      scoring.field_interval, indicator_intervals(framework, strata, places)
Frozen runs (固化)       scoring.inputs_digest, frozen → Frozen; differences(kept, again)
An area, a type, a unit  scoring.field_values(sums), scoring.field_rate(framework, sums)
In words, Chinese        scoring.verdict_in_words (发现3处×1分，满分6得3), …
Reports                  scoring.rounded(value, places)
Draws (抽样)             sampling.frame_digest, seal, seed_of, draw, verify; simple_draw
Deadlines (工作日历)     worktime.load_calendar(data) → Calendar with its rules; worktime.light
Maps                     geo.distance, inside, wgs84_to_gcj02, gcj02_to_wgs84
Documents (文件)         intake
"""

VERSION = "1.0"
"""Of the engine's code; a run keeps it beside the rules version of its edition."""
