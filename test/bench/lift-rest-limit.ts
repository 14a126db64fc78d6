// Lifts the limit of 50 requests a second that discord.js keeps by itself: all who are measured would stand at it.
import { DefaultRestOptions } from 'discord.js'

Object.assign(DefaultRestOptions, { globalRequestsPerSecond: 1_000_000 })
