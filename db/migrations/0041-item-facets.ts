import { sql, type Kysely } from "kysely";

const stageOf = (row: string): string =>
  `CASE ${row}.state WHEN 'open' THEN ${row}.current_stage WHEN 'referred' THEN 'referred' END`;
const counted = (list: string, key: string): string =>
  `INSERT INTO list_counter(list,key,n) VALUES ('${list}',${key},1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1`;

/**
 * The facets of 公开信息 beyond state, property and kind: the stage a paper stands on, the unit it is of, and the day
 * its 20 working days end. Each has its counter or a covering index, and an index its list is walked by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `ALTER TABLE item ADD COLUMN stage_cache TEXT
     CHECK (stage_cache IN ('selfCheck','unitHeadReview','confidentialityCheck','officeCheck','leaderApproval','referred'))`,
    `UPDATE item SET stage_cache = (SELECT ${stageOf("r")} FROM review r WHERE r.item_id = item.id AND r.state IN ('open','referred'))
     WHERE kind <> 'letter'`,
    `CREATE INDEX item_by_stage ON item(stage_cache, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter' AND stage_cache IS NOT NULL`,
    `CREATE INDEX item_by_unit ON item(unit_name, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter'`,
    `CREATE INDEX item_by_due ON item(property_cache, formed_on_cache, seq, state_cache, kind) WHERE kind <> 'letter' AND formed_on_cache IS NOT NULL AND state_cache NOT IN ('published','withdrawn','withheld')`,
    `INSERT INTO list_counter(list,key,n) SELECT 'item.stage', stage_cache, count(*) FROM item WHERE kind <> 'letter' AND stage_cache IS NOT NULL GROUP BY stage_cache`,
    `INSERT INTO list_counter(list,key,n) SELECT 'item.unit', unit_name, count(*) FROM item WHERE kind <> 'letter' GROUP BY unit_name`,
    // The item follows its running review; there is at most one (V2).
    `CREATE TRIGGER item_stage_insert AFTER INSERT ON review
     BEGIN UPDATE item SET stage_cache = ${stageOf("NEW")} WHERE id = NEW.item_id AND kind <> 'letter'; END`,
    `CREATE TRIGGER item_stage_update AFTER UPDATE OF state, current_stage ON review
     WHEN ${stageOf("NEW")} IS NOT ${stageOf("OLD")}
     BEGIN UPDATE item SET stage_cache = ${stageOf("NEW")} WHERE id = NEW.item_id AND kind <> 'letter'; END`,
    `CREATE TRIGGER item_stage_count AFTER UPDATE OF stage_cache ON item
     WHEN NEW.kind <> 'letter' AND NEW.stage_cache IS NOT OLD.stage_cache
     BEGIN
       UPDATE list_counter SET n = n - 1 WHERE list = 'item.stage' AND key = OLD.stage_cache;
       INSERT INTO list_counter(list,key,n) SELECT 'item.stage',NEW.stage_cache,1 WHERE NEW.stage_cache IS NOT NULL ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     END`,
    `CREATE TRIGGER item_unit_count_insert AFTER INSERT ON item WHEN NEW.kind <> 'letter'
     BEGIN ${counted("item.unit", "NEW.unit_name")}; END`,
    `CREATE TRIGGER item_unit_count_update AFTER UPDATE OF unit_name ON item WHEN NEW.kind <> 'letter'
     BEGIN
       UPDATE list_counter SET n = n - 1 WHERE list = 'item.unit' AND key = OLD.unit_name;
       ${counted("item.unit", "NEW.unit_name")};
     END`,
  ])
    await sql.raw(statement).execute(db);
}
