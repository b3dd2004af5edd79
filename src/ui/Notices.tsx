import { dismissAlert, dismissToast, useNotices } from './notices';

/** Errors, one alert each, until dismissed. */
export function Alerts() {
  const alerts = useNotices((state) => state.alerts);
  return (
    <>
      {alerts.map(({ id, message }) => (
        <div key={id} className="alert" role="alert">
          <p>{message}</p>
          <button type="button" className="button quiet" onClick={() => dismissAlert(id)}>
            Dismiss
          </button>
        </div>
      ))}
    </>
  );
}

/** Says what was just done and offers to undo it. The status region announces it, so this is not live itself. */
export function ToastBar() {
  const toast = useNotices((state) => state.toast);
  if (!toast) return null;
  return (
    <div className="toast" key={toast.id}>
      <span>{toast.message}</span>
      <button type="button" className="button" onClick={toast.action.run}>
        {toast.action.label}
      </button>
      <button type="button" className="button quiet" onClick={dismissToast}>
        Close
      </button>
    </div>
  );
}
