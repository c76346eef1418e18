FROM report.rates_as_known('2025-06-02');
