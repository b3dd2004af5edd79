/** What a batch is, while there is none. */
export function EmptyQueue() {
  return (
    <div className="view-empty">
      <h3>Many faces from one plan</h3>
      <ol>
        <li>
          Compose one face in the <a href="#/">studio</a>: its prompt, steps and guidance are what all faces of the batch share.
        </li>
        <li>Say here what varies. Eight expressions, three intensities and twenty seeds are 480 faces; the count is shown as you type.</li>
        <li>
          Start. The faces are made one after the other while this page is open, and a reload or a sleeping computer loses none of them. A
          face you generate yourself always goes first.
        </li>
        <li>
          Each batch is a board of the <a href="#/gallery">gallery</a>. Sure faces can be accepted by themselves, and the batch can stop as
          soon as every class has enough of them.
        </li>
      </ol>
    </div>
  );
}
