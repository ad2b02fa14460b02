namespace Dispatch.Api.Problems;

/// <summary>Collects what is wrong with the fields of one request.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <param name="field">The field's path, for instance <c>patient.birthDate</c>.</param>
    /// <param name="expected">What would be right. Never repeats what was sent: it may be patient data.</param>
    public void Add(string field, string expected)
    {
        if (!_errors.TryGetValue(field, out var list))
        {
            _errors[field] = list = [];
        }

        list.Add(expected);
    }

    public Problem ToProblem(ProblemType? type = null) =>
        new(type ?? ProblemTypes.Validation, Errors: _errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
}
