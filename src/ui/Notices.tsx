import { clearAlerts, dismissAlert, dismissToast, useNotices } from './notices';

/** Errors, one alert each, until dismissed. */
export function Alerts() {
  const alerts = useNotices((state) => state.alerts);
  return (
    <>
      {alerts.length > 1 && (
        <div className="alert-all">
          <button type="button" className="button" onClick={clearAlerts}>
            Dismiss all {alerts.length}
          </button>
        </div>
      )}
      {alerts.map(({ id, message, details }) => (
        <div key={id} className="alert" role="alert">
          <p>{message}</p>
          {details.length > 0 && (
            <ul className="alert-files" tabIndex={0} aria-label={message}>
              {details.map((detail, index) => (
                <li key={index}>{detail}</li>
              ))}
            </ul>
          )}
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
