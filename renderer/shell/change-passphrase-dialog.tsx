import { Modal } from "antd";

import { showToast } from "../components/toast/toast-store.ts";
import { PassphraseForm } from "../screens/sign-in/passphrase-form.tsx";
import { useShellStore } from "./shell-store.ts";

export function ChangePassphraseDialog() {
  const open = useShellStore((state) => state.dialog === "changePassphrase");
  const close = useShellStore((state) => state.close);
  return (
    <Modal title="修改口令" open={open} onCancel={close} footer={null} width={420} destroyOnHidden>
      <PassphraseForm
        onDone={() => {
          close();
          showToast("口令已修改");
        }}
      />
    </Modal>
  );
}
