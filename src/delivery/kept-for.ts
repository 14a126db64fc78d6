// What the house keeps, as one person may see and change it from one place.
import {
  type ChannelMode,
  type Incoming,
  type Keeping,
  type KeptAnswer,
  type Place,
  type Poster,
  UserError,
} from '#magnets'
import { mayRead, type Viewer } from '../store/gaps.ts'
import { personOf } from '../store/known.ts'
import type { Receipt } from '../store/receipts.ts'
import type { Store } from '../store/store.ts'
import type { Vote } from '../store/votes.ts'
import type { ChannelModes } from './modes.ts'

export interface KeptForOptions {
  readonly store: Pick<Store, 'forget' | 'receipts' | 'votes' | 'gaps'>
  readonly modes: ChannelModes
  readonly poster: Poster | undefined
  readonly incoming: Incoming
  /** The inbox row that is worked on: forgetting leaves it until it is answered. */
  readonly row: number
}

/** More than a message holds. */
const GAPS_LISTED = 20

export function keptFor({ store, modes, poster, incoming, row }: KeptForOptions): Keeping {
  const { place } = incoming
  const person = personOf({ incoming })
  const viewer = { person, place }
  const channel = () => {
    if (place.visibility !== 'direct') return place
    throw new UserError('no-channel', 'There is nothing to set here: settings belong to a channel.')
  }
  return {
    forget: () => store.forget(person, row),
    async receipt(id) {
      const receipt = await store.receipts.find(id)
      if (receipt === undefined) return undefined
      const { place: said, shared } = receipt
      const own = mayReadThere(receipt, said, viewer)
      if (!own && (shared === undefined || !mayReadThere(receipt, shared, viewer))) return undefined
      const kept = keptAnswer(receipt, await store.votes.of(id))
      return own ? kept : withoutWords(kept)
    },
    gaps: () => store.gaps.list(viewer, { limit: GAPS_LISTED }),
    mode: async () => modes.of(channel()),
    setMode: (mode: ChannelMode) => modes.set(channel(), mode),
    deaf: () => poster?.deaf === true,
  }
}

function mayReadThere({ asker }: Receipt, place: Place, viewer: Viewer): boolean {
  const { platform, team = '-', channel, visibility } = place
  const person = `${asker.platform}:${asker.id}`
  return mayRead({ platform, team, channel, visibility, person }, viewer)
}

/** Who shares an answer has not shared what they asked. */
function withoutWords({ question: _, account, ...kept }: KeptAnswer): KeptAnswer {
  const { rule, guard } = account
  return { ...kept, account: { rule, guard, lines: [] } }
}

function keptAnswer(receipt: Receipt, votes: readonly Vote[]): KeptAnswer {
  const { id, at, outcome, base, question, account, facts, reply } = receipt
  const helpful = votes.filter(({ vote }) => vote === 'up').length
  return {
    ...{ id, at, outcome, base, question, account, facts },
    workings: reply.workings.map(({ shown }) => shown),
    votes: { helpful, unhelpful: votes.length - helpful },
  }
}
