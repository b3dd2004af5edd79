/** The numbers 0 … count−1 in sets that share none, each alone at first. */
export class DisjointSets {
  private readonly above: Int32Array;

  constructor(count: number) {
    this.above = Int32Array.from({ length: count }, (_, index) => index);
  }

  /** The smallest member of the index's set. */
  first(index: number): number {
    let root = index;
    while (this.above[root] !== root) root = this.above[root] ?? root;
    this.above[index] = root;
    return root;
  }

  /** Makes one set of the sets of two members. */
  join(a: number, b: number): void {
    const [rootA, rootB] = [this.first(a), this.first(b)];
    this.above[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}
