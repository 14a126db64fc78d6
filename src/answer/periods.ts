// Parts of a year, by which a yearly figure can be told.

/** How many of each make a year; weeks and days do not come out even. */
export const PERIODS = { month: 12, quarter: 4, week: 52, day: 365 } as const

export type Period = keyof typeof PERIODS
