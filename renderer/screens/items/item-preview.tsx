import { Button } from "antd";
import { memo } from "react";
import { channelNames } from "../../../shared/domain/item/channel-list.ts";
import { disclosureProperties } from "../../../shared/domain/item/item-kinds.ts";
import type { ItemView } from "../../../shared/contract/items.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { dayOfInstant, type CalendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { DocumentView } from "../../components/paper/document-view.tsx";
import { PaperPage } from "../../components/paper/paper-page.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { fullDate, fullTime, shortDate } from "../../wording/dates.ts";
import { audienceWords, periodWords, validityWords } from "../../wording/publication.ts";
import { remainingLong, urgencyClass, urgencyOf } from "../../wording/remaining.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { itemStateWords } from "../../wording/states.ts";
import { useItemsStore } from "./items-store.ts";

function Facts({ item, today }: { readonly item: ItemView; readonly today: CalendarDay }) {
  const { metadata, clock } = item;
  return (
    <dl className="facts item-preview__facts">
      <dt>文号</dt>
      <dd>{metadata.docNumber || "未编号"}</dd>
      <dt>成文</dt>
      <dd>{metadata.formedOn ? fullDate(metadata.formedOn) : "还没有填"}</dd>
      <dt>发布期限</dt>
      <dd>
        {clock ? (
          <>
            <span className={urgencyClass(urgencyOf(clock.remainingWorkdays))}>
              {shortDate(clock.dueDay, today)}前，{remainingLong(clock.remainingWorkdays)}
              {clock.provisional ? "（暂定）" : ""}
            </span>
            <p className="ink-2 text-12">{clock.basis}</p>
          </>
        ) : (
          "没有期限"
        )}
      </dd>
      <dt>公开到</dt>
      <dd>{periodWords(metadata.publicationPeriod)}</dd>
      {metadata.notBefore === undefined ? null : (
        <>
          <dt>计划公开</dt>
          <dd>{fullTime(metadata.notBefore as Instant)}以后</dd>
        </>
      )}
      {metadata.validity === undefined ? null : (
        <>
          <dt>效力标注</dt>
          <dd>{validityWords(metadata.validity)}</dd>
        </>
      )}
      <dt>公开属性</dt>
      <dd>
        {disclosureProperties[metadata.disclosureProperty]}，{audienceWords(metadata.audience)}
      </dd>
      <dt>渠道</dt>
      <dd>{channelNames(metadata).join("，") || "还没有选"}</dd>
      <dt>承办</dt>
      <dd>
        {item.drafterName}，{item.unitName}
      </dd>
    </dl>
  );
}

function WhereItStands({ review, today }: { readonly review: ReviewView; readonly today: CalendarDay }) {
  return (
    <section className="item-preview__stages" aria-label="走到哪里">
      <h3>走到哪里</h3>
      <ol>
        {review.stages.map((stage) => (
          <li key={stage.stage} className={stage.state === "current" ? "strong" : ""}>
            <span className={stage.state === "done" ? "text-done" : "text-act"}>
              {stage.state === "waiting" ? null : (
                <Icon name={stage.state === "done" ? "check" : "clock"} size={14} />
              )}
            </span>
            <span>{stage.label}</span>
            <span>{stage.personName ?? (stage.state === "waiting" ? "未到" : "待办")}</span>
            <span className="ink-2 item-preview__when">
              {stage.decidedAt ? shortDate(dayOfInstant(stage.decidedAt), today) : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The page is set at a width where every letter has its true size, and drawn smaller as a whole. */
const paperWidth = 640;

/** Answers "where is it and what is it waiting for" without opening. */
function Preview({
  today,
  onOpen,
}: {
  readonly today: CalendarDay;
  readonly onOpen: (itemId: string) => void;
}) {
  const currentId = useItemsStore((state) => state.currentId);
  const preview = useItemsStore((state) => state.preview);
  const readPreview = useItemsStore((state) => state.readPreview);
  if (currentId === undefined)
    return (
      <aside className="item-preview" aria-label="预览" data-pane="preview">
        <p className="item-preview__none">选一件，这里看它走到哪里，还有首页。</p>
      </aside>
    );
  const shown = preview?.itemId === currentId ? preview : undefined;
  const { item, review, error } = shown ?? {};
  const last = item?.revisions[0];
  const words = item
    ? itemStateWords(item.state, review?.stages.find((one) => one.state === "current")?.label)
    : undefined;
  return (
    <aside className="item-preview" aria-label="预览" data-pane="preview">
      <header className="item-preview__bar">
        {words ? (
          <Tag kind={words.kind} {...(words.icon === undefined ? {} : { icon: words.icon })}>
            {words.label}
          </Tag>
        ) : null}
        {last ? (
          <>
            <span className="text-13 ink-2 item-preview__when">第{last.revNo}稿</span>
            <CopyableId what="内容摘要" value={last.digest} shown={shortDigest(last.digest)} />
          </>
        ) : item ? (
          <span className="text-13 ink-2">还没有定稿</span>
        ) : null}
        <Button size="small" className="item-preview__open" onClick={() => onOpen(currentId)}>
          打开
          <ButtonKey command="list.open" />
        </Button>
      </header>
      <ScrollRegion className="item-preview__body" label="预览内容">
        {error ? (
          <ErrorPanel error={error} about="预览没有取出来" onRetry={() => void readPreview(currentId)} />
        ) : null}
        {item ? (
          <>
            <div className="item-preview__text">
              <h2>{item.metadata.title}</h2>
              <Facts item={item} today={today} />
              {item.returnedReasons.length > 0 ? (
                <p className="text-13 text-soon">退回原因：{item.returnedReasons.join("；")}</p>
              ) : null}
              {review ? <WhereItStands review={review} today={today} /> : null}
            </div>
            <div className="item-preview__paper">
              <PaperPage width={paperWidth} label="首页预览" numbers="none" continuous>
                <DocumentView document={item.document} />
              </PaperPage>
            </div>
          </>
        ) : error ? null : (
          <LoadingRows rows={6} label="正在取出这件事项" />
        )}
      </ScrollRegion>
    </aside>
  );
}

export const ItemPreview = memo(Preview);
