/** The central server arrives with the sync protocol; see docs/architecture.md. */
export {};
