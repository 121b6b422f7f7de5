"""The demonstration city and its role cards (演示环境); installed in demo mode only."""
