// Vectors of facts, kept so that each is embedded once, whichever process needs it first.
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Vector, VectorShelf } from '#magnets'
import type { Engine } from './engines.ts'
import { jsonRows, oneOf } from './json-rows.ts'
import { fillIndex, nearestInIndex, preparePgvector } from './pgvector.ts'
import type { Schema } from './schema.ts'

/** More than a 32-bit float holds, and half of what JSON would write of a 64-bit one. */
const DIGITS = 8

const storedVector = z.array(z.number()).min(1)

export function createVectors(db: Kysely<Schema>, engine: Engine): VectorShelf {
  let prepared: Promise<boolean> | undefined
  const searches = (): Promise<boolean> => {
    prepared ??= engine.kind === 'postgres' ? preparePgvector(db) : Promise.resolve(false)
    // Asked anew where it could not be found out.
    prepared.catch(() => {
      prepared = undefined
    })
    return prepared
  }

  return {
    searches,

    async known(model, hashes) {
      if (hashes.length === 0) return new Set()
      if (await searches()) await fillIndex(db, model)
      const rows = await db
        .selectFrom('vectors')
        .select('hash')
        .where('model', '=', model)
        .where(oneOf(engine, 'hash', hashes))
        .execute()
      return new Set(rows.map(({ hash }) => hash))
    },

    async find(model, hashes) {
      if (hashes.length === 0) return new Map()
      const rows = await db
        .selectFrom('vectors')
        .select(['hash', 'vector'])
        .where('model', '=', model)
        .where(oneOf(engine, 'hash', hashes))
        .execute()
      return new Map(rows.map(({ hash, vector }) => [hash, storedVector.parse(JSON.parse(vector))]))
    },

    async put(model, vectors) {
      if (vectors.size === 0) return
      const rows = [...vectors].map(([hash, vector]) => ({ model, hash, vector: written(vector) }))
      const columns = { model: 'text', hash: 'text', vector: 'text' } as const
      await db
        .insertInto('vectors')
        .columns(['model', 'hash', 'vector'])
        .expression(jsonRows(engine, columns, rows))
        // Another process was first, with the same.
        .onConflict(conflict => conflict.doNothing())
        .execute()
      if (await searches()) await fillIndex(db, model)
    },

    nearest: (model, vector, among, limit) =>
      nearestInIndex(db, engine, { model, vector, among, limit }),
  }
}

function written(vector: Vector): string {
  return JSON.stringify(vector.map(number => Number(number.toPrecision(DIGITS))))
}
