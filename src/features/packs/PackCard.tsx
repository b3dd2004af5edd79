import { useState } from 'react';
import { abilities } from '../../domain/packs/abilities';
import type { PackManifest } from '../../domain/packs/manifest';
import { knowsAnyWord } from '../../domain/recipe/prompt';
import { Facts } from '../../ui/Facts';
import { PackGraphs } from './PackGraphs';
import { PackReport } from './PackReport';

interface PackCardProps {
  readonly manifest: PackManifest;
  /** Address of a file beside the manifest; null where the pack has none. */
  readonly fileUrl: (name: string) => string | null;
}

/** What the loaded pack is, may be used for, holds, and does. */
export function PackCard({ manifest, fileUrl }: PackCardProps) {
  const documents = [
    { text: 'Model card', url: fileUrl('MODEL_CARD.md') },
    { text: 'Whole report', url: fileUrl('REPORT.md') },
  ];
  return (
    <>
      <section className="page-section" aria-labelledby="pack-title">
        <h3 id="pack-title">
          {manifest.name} {manifest.version}
        </h3>
        <p>{manifest.description}</p>
        <Facts className="page-facts" facts={facts(manifest)} />
        <p className="row wrap">
          {documents.map(
            ({ text, url }) =>
              url !== null && (
                <a key={text} href={url} target="_blank" rel="noreferrer">
                  {text}
                </a>
              ),
          )}
        </p>
        <ContactSheet key={manifest.id} url={fileUrl('contact-sheet.jpg')} />
      </section>
      <section className="page-section" aria-labelledby="figures-title">
        <h3 id="figures-title">Measured</h3>
        <PackReport url={fileUrl('report.json')} />
      </section>
      <section className="page-section" aria-labelledby="graphs-title">
        <h3 id="graphs-title">Graphs and files</h3>
        <PackGraphs manifest={manifest} />
      </section>
    </>
  );
}

function facts(manifest: PackManifest): [string, string][] {
  const { id, licence, image, actionUnits, auColumns, classes, defaults, remarks = [], schedule, student, words } = manifest;
  const able = abilities(manifest);
  const { steps, sampler, textGuidance, auStrength, semanticGuidance: guide } = defaults;
  return [
    ['Id', id],
    ['Licence of the weights', licence.weights],
    ...licence.notices.map(({ name, licence: terms, text }): [string, string] => [`${name}, ${terms}`, text]),
    ['Picture', `${image.width} × ${image.height} px`],
    ['Action units', able.actionUnits.can ? `${actionUnits.length}, in ${auColumns} columns: ${actionUnits.map((unit) => unit.id).join(', ')}` : able.actionUnits.reason],
    ['Classes', classes.join(', ')],
    ['Words it knows', knowsAnyWord(words) ? 'any' : Object.keys(words).length.toLocaleString('en')],
    ['Schedule', `${schedule.numTrainTimesteps} timesteps, ${schedule.betaSchedule}`],
    ['Defaults', `${steps} steps, ${sampler}, text guidance ${textGuidance}, AU strength ${auStrength}, semantic guidance ${guide.strength}`],
    ['Student', student ? `${student.steps} steps, text guidance ${student.textGuidance} built in` : 'none'],
    ...remarks.map((text): [string, string] => ['Otherwise than its checkpoint', text]),
    ['Labels faces', able.labels.can ? 'with networks of its own' : able.labels.reason],
  ];
}

function ContactSheet({ url }: { readonly url: string | null }) {
  const [missing, setMissing] = useState(false);
  if (url === null || missing) return null;
  return <img className="contact-sheet" src={url} alt="Faces made with this pack, eight of each class, none chosen" onError={() => setMissing(true)} />;
}
