// Discord's published limits, in one table for the renderer, the registration and their property tests.

/** Characters are counted as UTF-16 units, which is never less than Discord's own count. */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  /** Titles, descriptions, fields and footers of all embeds of one message together. */
  embedTotal: 6000,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  /** Components of all kinds in one message, those inside others as well. */
  components: 40,
  /** Text displays of one message together. */
  textTotal: 4000,
  mediaDescription: 1024,
  attachments: 10,
  /** Bytes of one file. */
  file: 10 * 1024 * 1024,
  /** Bytes of one request. */
  request: 25 * 1024 * 1024,
  rows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectOptionText: 100,
  selectPlaceholder: 150,
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  textInput: 4000,
  textInputPlaceholder: 100,
  choices: 25,
  choiceText: 100,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  /** Names, descriptions and values of one command with everything below it. */
  commandCharacters: 8000,
  nonce: 25,
  /** An interaction must hear from us within this time. */
  firstReplyMs: 3000,
  /** Further messages to an interaction where a person alone has installed the bot. */
  personalFollowUps: 5,
  /** Afterwards the interaction's token no longer lets us write. */
  tokenLifeMs: 15 * 60_000,
} as const

/** Flags of a message. */
export const FLAGS = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, componentsV2: 1 << 15 } as const
