import type { ReactNode } from 'react';

/** Before the first run: what this place is for. @param children buttons of what can be done without a face */
export function EmptyStage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="picture empty-stage">
      <div className="teaching">
        <h2>No face yet</h2>
        <ol>
          <li>Choose a preset, raise action units such as AU12, or write a prompt.</li>
          <li>Press Generate. Every denoising step shows here as it is made.</li>
          <li>Read what the model recognises beside what was asked for.</li>
        </ol>
        <div className="row">{children}</div>
      </div>
    </div>
  );
}
