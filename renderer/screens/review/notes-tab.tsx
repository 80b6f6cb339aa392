import { Button, Input, Radio, Select } from "antd";
import { useEffect, useState } from "react";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { blockPlaces } from "../../../shared/domain/item/block-places.ts";
import { blockText } from "../../../shared/domain/item/structured-document.ts";
import { noteAudiences, type NoteAudience } from "../../../shared/domain/review/review-notes.ts";
import { Remark } from "../../components/conversation/remark.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";

type Notes = CallOutput<"reviews.notes">;

const shownCharacters = 24;

/** The passages a note can be about, by their first words. */
function passages(review: ReviewView): readonly { readonly value: number; readonly label: string }[] {
  const places = blockPlaces(review.document);
  return review.document.content.flatMap((block, value) => {
    const place = places[value] ?? "正文";
    if (block.type === "table") return [{ value, label: place }];
    const text = blockText(block).trim();
    return text === "" ? [] : [{ value, label: `${place}　${text.slice(0, shownCharacters)}` }];
  });
}

/** 意见: what people on the review say to each other about a passage; the core decides who reads which. */
export function NotesTab({ review }: { readonly review: ReviewView }) {
  const { reviewId } = review;
  const [notes, setNotes] = useState<Notes>();
  const [error, setError] = useState<CallError>();
  const [text, setText] = useState("");
  const [position, setPosition] = useState<number>();
  const [audience, setAudience] = useState<NoteAudience>("everyone");
  const [busy, setBusy] = useState(false);
  const read = async (): Promise<void> => {
    const answer = await call("reviews.notes", { reviewId });
    if (answer.ok) setNotes(answer.value);
    setError(answer.ok ? undefined : answer.error);
  };
  useEffect(() => {
    let left = false;
    const readFirst = async (): Promise<void> => {
      const answer = await call("reviews.notes", { reviewId });
      if (left) return;
      if (answer.ok) setNotes(answer.value);
      else setError(answer.error);
    };
    void readFirst();
    return () => {
      left = true;
    };
  }, [reviewId]);
  const write = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("reviews.writeNote", {
      reviewId,
      audience,
      text: text.trim(),
      ...(position === undefined ? {} : { position }),
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setNotes(answer.value);
    setText("");
  };
  if (!notes)
    return error ? (
      <ErrorPanel error={error} about="意见没有取出来" onRetry={() => void read()} />
    ) : (
      <LoadingRows rows={6} label="正在取出意见" />
    );
  const named = passages(review);
  const nameOf = (at: number | undefined): string =>
    at === undefined ? "全文" : (named.find((each) => each.value === at)?.label ?? "正文");
  return (
    <ScrollRegion className="review-scroll" label="意见">
      {notes.notes.length === 0 && (
        <EmptyState title="还没有意见">可以对全文或者某一段写，写下后不能改。</EmptyState>
      )}
      <div className="remark-list">
        {notes.notes.map((note) => (
          <Remark
            key={note.noteId}
            at={note.writtenAt}
            personName={note.personName}
            about={
              <>
                <span className="ink-3">{nameOf(note.position)}</span>{" "}
                {note.audience === "reviewers" && <Tag kind="locked">审查人之间</Tag>}
              </>
            }
            text={note.text}
          />
        ))}
      </div>
      <form
        className="review-scroll__pad review-note"
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <Select
          allowClear
          aria-label="对哪一段"
          placeholder="对全文"
          options={[...named]}
          value={position ?? null}
          onChange={(value: number | null | undefined) => setPosition(value ?? undefined)}
        />
        <Input.TextArea
          aria-label="意见"
          rows={3}
          maxLength={2000}
          value={text}
          placeholder="意见"
          onChange={(event) => setText(event.target.value)}
        />
        {notes.amongReviewers && (
          <Radio.Group
            aria-label="谁能看"
            value={audience}
            onChange={(event) => setAudience(event.target.value as NoteAudience)}
            options={Object.entries(noteAudiences).map(([value, label]) => ({ value, label }))}
          />
        )}
        {error && <ErrorPanel error={error} about="意见没有记下" />}
        <Button htmlType="submit" loading={busy} disabled={text.trim() === ""}>
          写下意见
        </Button>
      </form>
    </ScrollRegion>
  );
}
