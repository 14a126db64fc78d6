// What Slack allows, as one table for the renderer, the double and the tests.

/** Slack's published limits; characters unless the name says otherwise. The stricter of two sources. */
export const LIMITS = {
  /** Blocks in a message, and in a modal. */
  blocks: 50,
  viewBlocks: 100,
  /** Over all blocks of a message; not published, seen as msg_blocks_too_long. */
  allBlocks: 13_000,
  /** Top-level text; Slack cuts what is longer without a word. */
  text: 40_000,
  sectionText: 3000,
  /** Elements of a context block, and the text of one. */
  contextElements: 10,
  contextText: 3000,
  /** Elements of an actions block. */
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  blockId: 255,
  actionId: 255,
  callbackId: 255,
  /** A table counts its heading as a row; one table a message. */
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  tablesPerMessage: 1,
  /** Questions to try that the pane shows, with what is read on them. */
  prompts: 4,
  promptTitle: 75,
  /** Not published; longer would be cut in the list of threads. */
  threadTitle: 80,
  /** Slack's own charts. */
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartCategories: 20,
  chartsPerMessage: 2,
  /** Rows of data in a table that is turned over in pages. */
  dataTableRows: 100,
  /** Text in place of an image block's picture, and with a file that is uploaded. */
  imageAlt: 2000,
  fileAlt: 1000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  inputLabel: 2000,
  placeholder: 150,
  selectOptions: 100,
  optionText: 75,
  optionValue: 150,
  /** What a person may type into one field of a modal. */
  inputText: 3000,
  /** A response_url lives this long and takes this many posts. */
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  /** An event not acknowledged by then is sent again; a command or button shows an error. */
  acknowledgeMs: 3000,
  /** A signed request older than this is a replay. */
  signatureAgeS: 5 * 60,
} as const
