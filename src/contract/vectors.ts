// Vectors of texts as they are kept: by the model that made them and the hash of what was embedded.

export type Vector = readonly number[]

export interface Near {
  readonly hash: string
  /** Cosine of the angle, 1 for the same direction. */
  readonly similarity: number
}

/** A cache: whatever is lost from it is embedded again. `model` is "provider:model". */
export interface VectorShelf {
  /** True where the database itself finds what is near; else its vectors are to be held in memory. */
  searches(): Promise<boolean>
  /** Of these hashes those that are kept. */
  known(model: string, hashes: readonly string[]): Promise<ReadonlySet<string>>
  find(model: string, hashes: readonly string[]): Promise<ReadonlyMap<string, Vector>>
  put(model: string, vectors: ReadonlyMap<string, Vector>): Promise<void>
  /** Of these hashes the nearest, best first. Only where `searches` is true. */
  nearest(
    model: string,
    vector: Vector,
    among: readonly string[],
    limit: number,
  ): Promise<readonly Near[]>
}
