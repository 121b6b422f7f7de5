"""Projects: facilities and livelihood measures, from the first idea to acceptance (建设项目)."""
