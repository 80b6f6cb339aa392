import { Button, type ButtonProps } from "antd";
import { useRef, type ReactNode } from "react";

import { Icon } from "../icon/icon.tsx";

/** A button that asks for files. The same file can be chosen twice in a row. */
export function FileButton({
  children,
  multiple = true,
  accept,
  size,
  onFiles,
}: {
  readonly children: ReactNode;
  readonly multiple?: boolean;
  readonly accept?: string;
  readonly size?: NonNullable<ButtonProps["size"]>;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={<Icon name="download" />}
        {...(size ? { size } : {})}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...(accept ? { accept } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          onFiles(files);
        }}
      />
    </>
  );
}
