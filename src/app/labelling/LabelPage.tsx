import { usePack } from '../../engine/usePack';
import { LabelPanel } from '../../features/labelling/LabelPanel';
import { RecogniserPanel } from '../../features/recognisers/RecogniserPanel';
import { useBusy } from '../making/useBusy';
import { Page } from '../shell/Page';
import { labelPictures } from './labelPictures';
import { addRecogniser, checkRecogniser, countRecogniser, dropRecogniser } from './recognisers';

export function LabelPage() {
  const pack = usePack();
  const busy = useBusy();
  const manifest = pack.data?.manifest;
  const loading = manifest ? null : 'The model is still loading.';
  return (
    <Page title="Label">
      <LabelPanel
        hindrance={loading}
        onPictures={(files) => {
          if (manifest) void labelPictures(files, manifest);
        }}
      />
      <RecogniserPanel
        statuses={pack.data?.recognisers ?? []}
        busy={loading ?? busy}
        onAdd={addRecogniser}
        onCheck={checkRecogniser}
        onCount={countRecogniser}
        onRemove={dropRecogniser}
      />
    </Page>
  );
}
