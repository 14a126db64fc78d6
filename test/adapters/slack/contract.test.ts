// Runs the contract of all adapters against Slack's, over both of its connections.
import { describeAdapterContract } from '../adapter-contract.ts'
import { connectSlack } from './bench.ts'

describeAdapterContract('Slack by Socket Mode', core => connectSlack('socket', core))
describeAdapterContract('Slack by HTTP', core => connectSlack('http', core))
