// Stands in for parts of spectral that no test calls: see jest.config.js.
