import { Icon } from "../icon/icon.tsx";
import { useToastStore } from "./toast-store.ts";
import "./toast.css";

export function Toasts() {
  const toasts = useToastStore((state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toasts__toast">
          <Icon name="check" />
          {toast.text}
        </div>
      ))}
    </div>
  );
}
