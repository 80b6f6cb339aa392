import { Button, Input, Select } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import type { LetterPassage } from "../../../shared/domain/letters/letter-comments.ts";
import { anchorOf } from "../../../shared/domain/letters/letter-comments.ts";
import { Remark } from "../../components/conversation/remark.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import type { CallError } from "../../core-client/core-client.ts";
import type { PlacedThread } from "./comment-model.ts";
import { useCommentsStore } from "./comments-store.ts";

const shownCharacters = 24;

/** Ctrl+Enter writes what was typed; the key means 送审 outside. */
function onCtrlEnter(run: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
}

function Answer({ commentId, onDone }: { readonly commentId: string; readonly onDone: () => void }) {
  const reply = useCommentsStore((state) => state.reply);
  const [text, setText] = useState("");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const send = async (): Promise<void> => {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    const failed = await reply(commentId, text.trim());
    setBusy(false);
    if (failed) setError(failed);
    else onDone();
  };
  return (
    <form
      ref={form}
      className="thread__answer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Input.TextArea
        aria-label="回复"
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onCtrlEnter(() => void send())}
      />
      {error && <ErrorPanel error={error} about="回复没有写下" />}
      <span>
        <Button size="small" htmlType="submit" loading={busy} disabled={text.trim() === ""}>
          回复
        </Button>{" "}
        <Button size="small" type="text" onClick={onDone}>
          不回复了
        </Button>
      </span>
    </form>
  );
}

function Thread({
  thread,
  mayWrite,
  current,
  onGo,
}: {
  readonly thread: PlacedThread;
  readonly mayWrite: boolean;
  readonly current: boolean;
  readonly onGo: (blockId: string) => void;
}) {
  const settle = useCommentsStore((state) => state.settle);
  const show = useCommentsStore((state) => state.show);
  const [answering, setAnswering] = useState(false);
  const [error, setError] = useState<CallError>();
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (current) place.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const { anchor, blockId, standing } = thread;
  const words = anchor?.quote === "" ? "未填的字段" : `“${anchor?.quote ?? ""}”`;
  return (
    <article
      ref={place}
      className={`thread ${current ? "is-current" : ""}`}
      aria-label={`${thread.personName}的批注`}
    >
      <p className="thread__about">
        {!anchor ? (
          "全文"
        ) : blockId === undefined ? (
          <span className="thread__quote is-gone">{words}</span>
        ) : (
          <button
            type="button"
            className={`thread__quote ${standing === "gone" ? "is-gone" : ""}`}
            title={anchor.quote}
            onClick={() => {
              show(thread.commentId);
              onGo(blockId);
            }}
          >
            {words}
          </button>
        )}
        {standing === "gone" && <Tag kind="soon">原文已改</Tag>}
      </p>
      <Remark at={thread.writtenAt} personName={thread.personName} text={thread.text} />
      {thread.replies.length > 0 && (
        <div className="thread__replies">
          {thread.replies.map((reply) => (
            <Remark
              key={reply.commentId}
              at={reply.writtenAt}
              personName={reply.personName}
              text={reply.text}
            />
          ))}
        </div>
      )}
      {error && <ErrorPanel error={error} about="没有办成" />}
      <div className="thread__acts">
        {mayWrite && !thread.settled && !answering && (
          <Button size="small" onClick={() => setAnswering(true)}>
            回复
          </Button>
        )}
        {thread.maySettle && (
          <Button
            size="small"
            onClick={() =>
              void settle(thread.commentId, thread.settled ? "reopened" : "resolved").then(setError)
            }
          >
            {thread.settled ? "重新打开" : "了结"}
          </Button>
        )}
        {thread.settled && (
          <span className="ink-3">
            {thread.settled.personName}了结，
            <RelativeTime at={thread.settled.at} />
          </span>
        )}
      </div>
      {answering && <Answer commentId={thread.commentId} onDone={() => setAnswering(false)} />}
    </article>
  );
}

function NewComment({ passages }: { readonly passages: readonly LetterPassage[] }) {
  const anchor = useCommentsStore((state) => state.anchor);
  const asked = useCommentsStore((state) => state.asked);
  const setAnchor = useCommentsStore((state) => state.setAnchor);
  const write = useCommentsStore((state) => state.write);
  const [text, setText] = useState("");
  const [error, setError] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (asked > 0) form.current?.querySelector("textarea")?.focus();
  }, [asked]);
  const send = async (): Promise<void> => {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    const failed = await write(text.trim());
    setBusy(false);
    setError(failed);
    if (!failed) setText("");
  };
  const own = anchor && `${anchor.blockId}|${anchor.field ?? ""}|${anchor.quote}`;
  const options = passages.map((each) => ({
    value: each.blockId,
    label: each.text.trim().slice(0, shownCharacters),
  }));
  return (
    <form
      ref={form}
      className="thread-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Select
        allowClear
        aria-label="对哪一段"
        placeholder="对全文"
        // A selection of the page is shown in its own words, above the paragraphs.
        options={
          anchor && own ? [{ value: own, label: `“${anchor.quote || "未填的字段"}”` }, ...options] : options
        }
        value={own ?? null}
        onChange={(value: string | null | undefined) =>
          setAnchor(value ? anchorOf(value, undefined, "", passages) : undefined)
        }
      />
      <Input.TextArea
        aria-label="批注"
        rows={3}
        maxLength={2000}
        value={text}
        placeholder="批注"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onCtrlEnter(() => void send())}
      />
      {error && <ErrorPanel error={error} about="批注没有写下" />}
      <Button htmlType="submit" loading={busy} disabled={text.trim() === ""}>
        写下批注
      </Button>
    </form>
  );
}

const closedWords = {
  "under-review": "正在审查，意见写在审查里；这里只供查看。",
  signed: "文书已经签发，批注只供查看。",
} as const;

/** 批注: what people say to each other beside the draft. It is on the screen alone, never in a file. */
export function CommentsTab({
  letterId,
  threads,
  passages,
  onGo,
}: {
  readonly letterId: string;
  readonly threads: readonly PlacedThread[];
  readonly passages: readonly LetterPassage[];
  readonly onGo: (blockId: string) => void;
}) {
  const view = useCommentsStore((state) => state.view);
  const error = useCommentsStore((state) => state.error);
  const current = useCommentsStore((state) => state.current);
  const read = useCommentsStore((state) => state.read);
  if (!view)
    return error ? (
      <ErrorPanel error={error} about="批注没有取出来" onRetry={() => void read(letterId)} />
    ) : (
      <LoadingRows rows={6} label="正在取出批注" />
    );
  const open = threads.filter((thread) => !thread.settled);
  const settled = threads.filter((thread) => thread.settled);
  const list = (some: readonly PlacedThread[]) =>
    some.map((thread) => (
      <Thread
        key={thread.commentId}
        thread={thread}
        mayWrite={view.closed === undefined}
        current={thread.commentId === current}
        onGo={onGo}
      />
    ));
  return (
    <ScrollRegion className="letter-panel__scroll" label="批注">
      {view.closed === undefined ? (
        <NewComment passages={passages} />
      ) : (
        <p className="thread-form ink-2">{closedWords[view.closed]}</p>
      )}
      {threads.length === 0 && (
        <EmptyState title="还没有批注">
          选中文书里的一段话，按 <ButtonKey command="letter.comment" /> 写批注。批注不印出，不进案卷。
        </EmptyState>
      )}
      {list(open)}
      {settled.length > 0 && (
        <details className="threads-settled" open={settled.some((thread) => thread.commentId === current)}>
          <summary>已了结 {settled.length} 条</summary>
          {list(settled)}
        </details>
      )}
    </ScrollRegion>
  );
}
