/**
 * The best phrase of each subclass, and how near the second-best comes. Scratch lists for one search after another: a
 * search meets most subclasses, and an object for each would cost more than the finding.
 */
export class BestPhrases {
  /** The subclasses of this search, in the order in which they were met. */
  met: number[] = [];
  /** By subclass; they hold for those that were met. */
  readonly similarity: Float64Array;
  readonly second: Float64Array;
  readonly phrase: Uint32Array;
  private readonly metIn: Uint32Array;
  private turn = 0;

  /** @param count of the subclasses */
  constructor(count: number) {
    this.similarity = new Float64Array(count);
    this.second = new Float64Array(count);
    this.phrase = new Uint32Array(count);
    this.metIn = new Uint32Array(count);
  }

  /** Begins another search. */
  begin(): void {
    this.met = [];
    this.turn += 1;
  }

  add(subclass: number, phrase: number, similarity: number): void {
    const held = this.similarity[subclass] ?? 0;
    if (this.metIn[subclass] !== this.turn) {
      this.metIn[subclass] = this.turn;
      this.met.push(subclass);
      this.similarity[subclass] = similarity;
      this.second[subclass] = 0;
      this.phrase[subclass] = phrase;
    } else if (similarity > held) {
      this.second[subclass] = held;
      this.similarity[subclass] = similarity;
      this.phrase[subclass] = phrase;
    } else {
      this.second[subclass] = Math.max(this.second[subclass] ?? 0, similarity);
      // Of equals the first in the classification's order: a title before its terms.
      if (similarity === held) this.phrase[subclass] = Math.min(this.phrase[subclass] ?? 0, phrase);
    }
  }
}
