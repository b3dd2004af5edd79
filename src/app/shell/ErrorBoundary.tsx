import { Component, type ReactNode } from 'react';
import { diagnostics } from '../diagnostics/diagnostics';
import { logEvent } from '../diagnostics/log';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error: Error | null;
  readonly copied: boolean;
}

/** The last resort: says that the studio failed, and offers a way on and a report. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, copied: false };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error): void {
    logEvent(`interface failed: ${error.message}`);
  }

  override render(): ReactNode {
    const { error, copied } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="failure" role="alert">
        <h1>The studio ran into a fault</h1>
        <p>{error.message}</p>
        <p>Your recipe and recent faces are kept in this browser. Reload the page to go on.</p>
        <div className="row">
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Reload
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              void navigator.clipboard.writeText(diagnostics({ error })).then(() => this.setState({ copied: true }));
            }}
          >
            {copied ? 'Copied' : 'Copy diagnostics'}
          </button>
        </div>
      </main>
    );
  }
}
