/** What the gallery is for, while there is nothing in it. */
export function EmptyGallery() {
  return (
    <div className="view-empty">
      <h3>Every face you make is kept here</h3>
      <ol>
        <li>
          Make a few faces in the <a href="#/">studio</a>. They stay in this browser; nothing is uploaded.
        </li>
        <li>Filter and sort them here: by class, confidence, action units, words of the prompt.</li>
        <li>Star them, tag them, gather them on boards; the panel shows whether the classes are in balance.</li>
        <li>
          Judge them one by one in the <a href="#/review">review</a>, those first on which the models disagree.
        </li>
      </ol>
    </div>
  );
}
