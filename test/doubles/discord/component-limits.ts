// What Discord refuses in messages of components (V2), with figures of this double's own.
import {
  isObject,
  type Json,
  list,
  over,
  repeated,
  rowProblems,
  text,
  within,
} from './limit-words.ts'

const COMPONENTS_V2 = 1 << 15

export function isOfComponents(body: Json): boolean {
  return (Number(body.flags ?? 0) & COMPONENTS_V2) !== 0
}

export function componentProblems(body: Json): string[] {
  const all = list(body.components).flatMap(withInner)
  const texts = all.filter(({ type }) => type === 10).map(({ content }) => text(content))
  const items = all.filter(({ type }) => type === 12).flatMap(({ items }) => list(items))
  const files = list(body.attachments).map(({ filename }) => `attachment://${text(filename)}`)
  const named = items.map(({ media }) => text(isObject(media) ? media.url : ''))
  const galleries = all.filter(({ type }) => type === 12)
  return [
    ...(text(body.content) === '' ? [] : ['content beside components']),
    ...(list(body.embeds).length === 0 ? [] : ['embeds beside components']),
    ...over('components in all', all.length, 40),
    ...over('text in all', texts.join('').length, 4000),
    ...texts.flatMap(shown => within('text', shown.trim(), 1, 4000)),
    ...galleries.flatMap(({ items }) => over('pictures', list(items).length, 10)),
    ...items.flatMap(({ description }) =>
      description === undefined ? [] : within('description', text(description), 1, 1024),
    ),
    ...named.filter(url => !files.includes(url)).map(url => `${url} is not attached`),
    ...all.filter(({ type }) => type === 1).flatMap(rowProblems),
    ...repeated(all.map(({ custom_id }) => text(custom_id))),
    ...repeated(all.map(({ id }) => (id === undefined ? '' : String(id)))),
    ...all
      .filter(({ id }) => id !== undefined && (Number(id) < 0 || Number(id) >= 2 ** 31))
      .map(({ id }) => `the id ${String(id)}`),
    ...over('nonce', text(body.nonce).length, 25),
  ]
}

/** A component and all within it. */
export function withInner(component: Json): Json[] {
  return [component, ...list(component.components).flatMap(withInner)]
}
