// Colours of charts in light and in dark, told apart by people who see colours differently.

export type Theme = 'light' | 'dark'

export const FONT = 'DejaVu Sans'
/** Points. */
export const FONT_SIZE = 12

export interface Colours {
  readonly paper: string
  readonly ink: string
  /** For axes and small print; readable, but behind the figures. */
  readonly faint: string
  readonly grid: string
  /** One a series, in order: Okabe and Ito's set, darker or lighter for the paper. */
  readonly series: readonly string[]
}

export const THEMES: Readonly<Record<Theme, Colours>> = {
  light: {
    paper: '#ffffff',
    ink: '#1d1c1d',
    faint: '#5c5b5d',
    grid: '#e3e3e3',
    series: ['#0072b2', '#b34700', '#00785a', '#a03d78', '#806000', '#4f4f4f'],
  },
  dark: {
    paper: '#222529',
    ink: '#f2f2f2',
    faint: '#b6b7b9',
    grid: '#3b3f44',
    series: ['#56b4e9', '#e69f00', '#2fc79a', '#e08fbd', '#f0e442', '#c8c8c8'],
  },
}
